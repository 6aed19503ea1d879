globalThis.wit = {};
for (const [name, make] of [
  ['Stream', (type) => __cqjs.makeStream(type ?? 0)],
  ['Future', (type) => __cqjs.makeFuture(type ?? 0)],
]) {
  wit[name] = make;
}

// The job of an error that nobody waits for fails as it does in Node.js: the guest traps.
const given = (readable, sent) => {
  let isTaken = false;
  sent.catch((error) => {
    if (!isTaken)
      queueMicrotask(() => {
        throw error;
      });
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
wit.Future.from = (value, type) => {
  const { readable, writable } = wit.Future(type);
  const send = async () => {
    try {
      await writable.write(await value);
    } finally {
      writable.drop();
    }
  };
  return given(readable, send());
};
