globalThis.wit = {};
for (const [name, make] of [
  ['Stream', (type) => __cqjs.makeStream(type ?? 0)],
  ['Future', (type) => __cqjs.makeFuture(type ?? 0)],
]) {
  wit[name] = make;
}

// The job of an error fails, as one that nobody handles does in Node.js: the guest traps.
const trap = (error) =>
  queueMicrotask(() => {
    throw error;
  });

// Who takes `completion` handles the error of a stream: it is the end of the items.
const given = (readable, sent) => {
  let isTaken = false;
  sent.catch((error) => {
    if (!isTaken) trap(error);
  });
  return {
    readable,
    get completion() {
      isTaken = true;
      return sent;
    },
  };
};

wit.Stream.from = (items, type) => {
  const { readable, writable } = wit.Stream(type);
  const send = async () => {
    try {
      for await (const item of items) if (!(await writable.writeIterableItem(item))) break;
    } finally {
      writable.drop();
    }
  };
  return given(readable, send());
};

// A future cannot end without a value, whoever handles the error: to drop its writable end breaks a rule of the
// Component Model, and its reader would wait forever.
wit.Future.from = (value, type) => {
  const { readable, writable } = wit.Future(type);
  const send = async () => {
    await writable.write(await value);
    writable.drop();
  };
  const completion = send();
  completion.catch(trap);
  return { readable, completion };
};
