/** URIs as paths. Segments are percent-encoded as `encodeURIComponent` does it; folders have no slash at the end. */

export function join(folder: string, name: string): string {
  return `${folder}/${encodeURIComponent(name)}`;
}

export function folderOf(uri: string): string {
  return uri.slice(0, Math.max(0, uri.lastIndexOf('/')));
}

/** The last segment, decoded. */
export function nameOf(uri: string): string {
  const segment = uri.slice(uri.lastIndexOf('/') + 1);
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

export function isInside(uri: string, folder: string): boolean {
  return uri.startsWith(`${folder}/`);
}
