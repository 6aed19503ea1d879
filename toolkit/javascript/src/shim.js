globalThis.wit = {};
for (const [name, make] of [
  ['Stream', (type) => __cqjs.makeStream(type ?? 0)],
  ['Future', (type) => __cqjs.makeFuture(type ?? 0)],
]) {
  wit[name] = make;
}
wit.Stream.from = (items, type) => {
  const { readable, writable } = wit.Stream(type);
  const send = async () => {
    try {
      for await (const item of items) if (!(await writable.writeIterableItem(item))) break;
    } finally {
      writable.drop();
    }
  };
  return { readable, completion: send() };
};
wit.Future.from = (value, type) => {
  const { readable, writable } = wit.Future(type);
  const send = async () => {
    try {
      await writable.write(await value);
    } finally {
      writable.drop();
    }
  };
  return { readable, completion: send() };
};
