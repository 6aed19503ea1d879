"use components";
export function instantiate(getCoreModule, imports, instantiateCore = (module, importObject) => new WebAssembly.Instance(module, importObject)) {
  
  const emptyFunc = () => {};
  
  let dv = new DataView(new ArrayBuffer());
  const dataView = mem => dv.buffer === mem.buffer ? dv : dv = new DataView(mem.buffer);
  
  function toUint32(val) {
    
    return val >>> 0;
  }
  
  
  function _isValidNumericPrimitive(ty, v) {
    if (v === undefined || v === null) { return false; }
    switch (ty) {
      case 'bool':
      return v === 0 || v === 1;
      break;
      case 'u8':
      return typeof v === 'number' && Number.isInteger(v) && v >= 0 && v <= 255;
      break;
      case 's8':
      return typeof v === 'number' && Number.isInteger(v) && v >= -128 && v <= 127;
      break;
      case 'u16':
      return typeof v === 'number' && Number.isInteger(v) && v >= 0 && v <= 65535;
      break;
      case 's16':
      return typeof v === 'number' && Number.isInteger(v) && v >= -32768 && v <= 32767;
      case 'u32':
      return typeof v === 'number' && Number.isInteger(v) && v >= 0 && v <= 4_294_967_295;
      case 's32':
      return typeof v === 'number' && Number.isInteger(v) && v >= -2_147_483_648 && v <= 2_147_483_647;
      case 'u64':
      return typeof v === 'bigint' && v >= 0 && v <= 18_446_744_073_709_551_615n;
      case 's64':
      return typeof v === 'bigint' && v >= -9223372036854775808n && v <= 9223372036854775807n;
      break;
      case 'f32':
      case 'f64': return typeof v === 'number';
      default:
      return false;
    }
    return true;
  }
  
  function _requireValidNumericPrimitive(ty, v) {
    if (v === undefined  || v === null || !_isValidNumericPrimitive(ty, v)) {
      throw new TypeError(`invalid ${ty} value [${v}]`);
    }
    return true;
  }
  const TEXT_DECODER_UTF8 = new TextDecoder();
  const TEXT_ENCODER_UTF8 = new TextEncoder();
  
  function _utf8AllocateAndEncode(s, realloc, memory) {
    if (typeof s !== 'string') {
      throw new TypeError('expected a string, received [' + typeof s + ']');
    }
    if (s.length === 0) { return { ptr: 1, len: 0 }; }
    // Compute the exact allocation size up front. Some older preview1
    // adapters only support an initial allocation, not a subsequent shrink.
    let len = 0;
    let codepoints = 0;
    for (let i = 0; i < s.length; i++) {
      const ch = s.charCodeAt(i);
      codepoints++;
      if (ch < 0x80) { len += 1; }
      else if (ch < 0x800) { len += 2; }
      else if (ch >= 0xd800 && ch <= 0xdbff &&
      i + 1 < s.length &&
      (s.charCodeAt(i + 1) & 0xfc00) === 0xdc00) {
        len += 4;
        i++;
      } else { len += 3; }
    }
    const ptr = realloc(0, 0, 1, len);
    const { read, written } = TEXT_ENCODER_UTF8.encodeInto(
    s,
    new Uint8Array(memory.buffer, ptr, len),
    );
    if (read !== s.length || written !== len) {
      throw new Error('failed to encode whole string');
    }
    const res = { ptr, len, codepoints };
    return res;
  }
  
  const T_FLAG = 1 << 30;
  
  function rscTableCreateOwn(table, rep) {
    const free = table[0] & ~T_FLAG;
    table._createdReps.add(rep);
    if (free === 0) {
      table.push(0);
      table.push(rep | T_FLAG);
      return (table.length >> 1) - 1;
    }
    table[0] = table[free << 1];
    table[free << 1] = 0;
    table[(free << 1) + 1] = rep | T_FLAG;
    return free;
  }
  
  const RESOURCE_SCOPE_TASKS = new Map();
  const WebAssemblyRuntimeError = WebAssembly.RuntimeError;
  
  function rscTableRemove(table, handle) {
    const scope = table[handle << 1];
    const val = table[(handle << 1) + 1];
    const own = (val & T_FLAG) !== 0;
    const rep = val & ~T_FLAG;
    if (val === 0 || (scope & T_FLAG) !== 0) {
      // Resource entries occupy scope/rep pairs after the table sentinel.
      throw new WebAssemblyRuntimeError(`unknown handle index ${(handle << 1) + 1}`);
    }
    if (own && scope !== 0) {
      throw new WebAssemblyRuntimeError('cannot remove owned resource while borrowed');
    }
    const borrowTask = own ? undefined : RESOURCE_SCOPE_TASKS.get(scope);
    table[handle << 1] = table[0] | T_FLAG;
    table[0] = handle | T_FLAG;
    borrowTask?.removeBorrowedHandle();
    return { rep, scope, own };
  }
  
  let RESOURCE_SCOPE_ID = 0;
  const ASYNC_TASKS_BY_COMPONENT_IDX = new Map();
  const ASYNC_CURRENT_TASK_IDS = [];
  const ASYNC_CURRENT_COMPONENT_IDXS = [];
  
  const _debugLog = (...args) => {
    if (!globalThis?.process?.env?.JCO_DEBUG) { return; }
    console.debug(...args);
  };
  
  function clearCurrentTask(componentIdx, taskID) {
    _debugLog('[clearCurrentTask()] args', { componentIdx, taskID });
    
    if (componentIdx === undefined || componentIdx === null) {
      throw new Error('missing/invalid component instance index while ending current task');
    }
    
    const tasks = ASYNC_TASKS_BY_COMPONENT_IDX.get(componentIdx);
    if (!tasks || !Array.isArray(tasks)) {
      throw new Error('missing/invalid tasks for component instance while ending task');
    }
    if (tasks.length == 0) {
      throw new Error(`no current tasks for component instance [${componentIdx}] while ending task`);
    }
    
    if (taskID !== undefined) {
      const last = tasks[tasks.length - 1];
      if (last.id !== taskID) {
        // throw new Error('current task does not match expected task ID');
        return;
      }
    }
    
    ASYNC_CURRENT_TASK_IDS.pop();
    ASYNC_CURRENT_COMPONENT_IDXS.pop();
    
    const taskMeta = tasks.pop();
    return taskMeta.task;
  }
  const ASYNC_STATE = new Map();
  
  function promiseWithResolvers() {
    if (Promise.withResolvers) {
      return Promise.withResolvers();
    } else {
      let resolve;
      let reject;
      const promise = new Promise((res, rej) => {
        resolve = res;
        reject = rej;
      });
      return { promise, resolve, reject };
    }
  }
  
  class Waitable {
    #componentIdx;
    
    #pendingEventFn = null;
    
    #promise;
    #resolve;
    #reject;
    
    #waitableSet = null;
    
    #hasSyncWaiter = false;
    
    #idx = null; // to component-global waitables
    
    target;
    
    constructor(args) {
      const { componentIdx, target } = args;
      this.#componentIdx = componentIdx;
      this.target = args.target;
      this.#resetPromise();
    }
    
    componentIdx() { return this.#componentIdx; }
    isInSet() { return this.#waitableSet !== null; }
    
    idx() { return this.#idx; }
    setIdx(idx) {
      if (idx === 0) { throw new Error("waitable idx cannot be zero"); }
      this.#idx = idx;
    }
    
    setTarget(tgt) { this.target = tgt; }
    
    #resetPromise() {
      const { promise, resolve, reject } = promiseWithResolvers()
      this.#promise = promise;
      this.#resolve = resolve;
      this.#reject = reject;
    }
    
    resolve() { this.#resolve(); }
    reject(err) { this.#reject(err); }
    promise() { return this.#promise; }
    
    hasPendingEvent() {
      // _debugLog('[Waitable#hasPendingEvent()]', {
        //     componentIdx: this.#componentIdx,
        //     waitable: this,
        //     waitableSet: this.#waitableSet,
        //     hasPendingEvent: this.#pendingEventFn !== null,
        // });
        return this.#pendingEventFn !== null;
      }
      
      setPendingEvent(fn) {
        _debugLog('[Waitable#setPendingEvent()] args', {
          waitable: this,
          inSet: this.#waitableSet,
        });
        this.#pendingEventFn = fn;
      }
      
      getPendingEvent() {
        _debugLog('[Waitable#getPendingEvent()] args', {
          waitable: this,
          inSet: this.#waitableSet,
          hasPendingEvent: this.#pendingEventFn !== null,
        });
        if (this.#pendingEventFn === null) { return null; }
        const eventFn = this.#pendingEventFn;
        this.#pendingEventFn = null;
        const e = eventFn();
        this.#resetPromise();
        return e;
      }
      
      join(waitableSet) {
        _debugLog('[Waitable#join()] args', {
          waitable: this,
          waitableSet: waitableSet,
          isRemoval: waitableSet === null,
        });
        
        if (this.#waitableSet === undefined) {
          throw new TypeError('waitable set must be not be undefined');
        }
        
        if (this.#waitableSet) {
          this.#waitableSet.removeWaitable(this);
        }
        
        this.#waitableSet = waitableSet;
        
        if (waitableSet) {
          this.#waitableSet.addWaitable(this);
        }
      }
      
      drop() {
        _debugLog('[Waitable#drop()] args', {
          componentIdx: this.#componentIdx,
          waitable: this,
        });
        if (this.hasPendingEvent()) {
          throw new Error('waitables with pending events cannot be dropped');
        }
        this.join(null);
      }
      
      async waitForPendingEvent(args) {
        const { cstate } = args;
        if (!cstate) { throw new TypeError('missing component state'); }
        
        if (this.#waitableSet !== null || this.#hasSyncWaiter) {
          throw new Error("waitable is already in a set/has a sync waiter");
        }
        this.#hasSyncWaiter = true;
        await cstate.waitUntil({
          cancellable: false,
          readyFn: () => this.hasPendingEvent(),
        });
        this.#hasSyncWaiter = false;
      }
      
    }
    const INSTANCE_FLAGS = new Map();
    const STORE_TRAP = { error: null };
    const STORE_ASYNC_STATE = { deadlockCheck: null, pendingHostOperations: 0 };
    
    function _checkForDeadlock() {
      if (STORE_ASYNC_STATE.deadlockCheck !== null || STORE_TRAP.error !== null) { return; }
      STORE_ASYNC_STATE.deadlockCheck = setTimeout(() => {
        STORE_ASYNC_STATE.deadlockCheck = null;
        if (STORE_TRAP.error !== null || STORE_ASYNC_STATE.pendingHostOperations > 0) { return; }
        
        const suspendedTasks = new Set();
        for (const state of ASYNC_STATE.values()) {
          if (state.hasPendingSchedulerWork()) {
            state.runTickLoop();
            return;
          }
          for (const meta of state.suspendedTaskMetas()) {
            suspendedTasks.add(meta.task);
          }
        }
        
        const unresolvedRoots = new Set();
        for (const task of suspendedTasks) {
          const root = task.getRootTask();
          if (!root.isResolvedState()) { unresolvedRoots.add(root); }
        }
        if (unresolvedRoots.size === 0) { return; }
        
        const err = new WebAssemblyRuntimeError('wasm trap: deadlock detected: event loop cannot make further progress');
        // Which tasks were waiting, and on whose behalf. The message stays
        // exactly what the Canonical ABI calls for, so this rides alongside
        // it: a deadlock reported from a real program is otherwise a bare
        // sentence, and the state that produced it is gone by the time
        // anyone reads the failure.
        err.deadlockDetail = {
          pendingHostOperations: STORE_ASYNC_STATE.pendingHostOperations,
          suspendedTasks: [...suspendedTasks].map((task) => ({
            taskID: task.id(),
            componentIdx: task.componentIdx(),
            state: task.taskState(),
            rootTaskID: task.getRootTask().id(),
          })),
          unresolvedRootTaskIDs: [...unresolvedRoots].map((root) => root.id()),
        };
        STORE_TRAP.error = err;
        for (const root of unresolvedRoots) {
          root.setErrored(err);
          root.reject(err);
        }
        for (const task of suspendedTasks) {
          if (!task.isResolvedState() && unresolvedRoots.has(task.getRootTask())) {
            task.setErrored(err);
            task.reject(err);
          }
        }
        for (const state of ASYNC_STATE.values()) { state.runTickLoop(); }
      }, 0);
    }
    
    const CORE_TRAP_MESSAGES = new Map([
    ['unreachable', "wasm trap: wasm `unreachable` instruction executed"],
    ['memory access out of bounds', "wasm trap: out of bounds memory access"],
    ['divide by zero', "wasm trap: integer divide by zero"],
    ['remainder by zero', "wasm trap: integer divide by zero"],
    ['divide result unrepresentable', "wasm trap: integer overflow"],
    ['float unrepresentable in integer range', "wasm trap: invalid conversion to integer"],
    ['table index is out of bounds', "wasm trap: undefined element: out of bounds table access"],
    ['function signature mismatch', "wasm trap: indirect call type mismatch"],
    ['call stack exhausted', "wasm trap: call stack exhausted"],
    ]);
    function _normalizeCoreTrap(err) {
      if (!(err instanceof WebAssemblyRuntimeError)) { return err; }
      const message = CORE_TRAP_MESSAGES.get(err.message);
      if (message !== undefined) { err.message = message; }
      return err;
    }
    
    class RepTable {
      // Sentinel marking a freed slot; the freelist link for a freed slot
      // lives in the odd cell. This keeps get()/contains()/remove() on freed
      // reps well-defined (previously they returned/corrupted freelist links).
      static FREE = Symbol('RepTable.free');
      
      #data = [0, null];
      #size = 0;
      #target;
      
      constructor(args) {
        this.target = args?.target;
      }
      
      data() { return this.#data; }
      
      insert(val) {
        _debugLog('[RepTable#insert()] args', { val, target: this.target });
        const freeIdx = this.#data[0];
        if (freeIdx === 0) {
          this.#data.push(val);
          this.#data.push(null);
          const rep = (this.#data.length >> 1) - 1;
          _debugLog('[RepTable#insert()] inserted', { val, target: this.target, rep });
          this.#size += 1;
          return rep;
        }
        const placementIdx = freeIdx << 1;
        if (this.#data[placementIdx] !== RepTable.FREE) {
          throw new Error('corrupt rep table freelist: head does not point at a freed slot');
        }
        this.#data[0] = this.#data[placementIdx + 1];
        this.#data[placementIdx] = val;
        this.#data[placementIdx + 1] = null;
        _debugLog('[RepTable#insert()] inserted', { val, target: this.target, rep: freeIdx });
        this.#size += 1;
        return freeIdx;
      }
      
      get(rep) {
        _debugLog('[RepTable#get()] args', { rep, target: this.target });
        if (rep === 0) { throw new Error('invalid resource rep during get, (cannot be 0)'); }
        
        const baseIdx = rep << 1;
        const val = this.#data[baseIdx];
        if (val === RepTable.FREE) { return undefined; }
        return val;
      }
      
      contains(rep) {
        _debugLog('[RepTable#contains()] args', { rep, target: this.target });
        if (rep === 0) { throw new Error('invalid resource rep during contains, (cannot be 0)'); }
        
        const baseIdx = rep << 1;
        const val = this.#data[baseIdx];
        return val !== RepTable.FREE && !!val;
      }
      
      remove(rep) {
        _debugLog('[RepTable#remove()] args', { rep, target: this.target });
        if (rep === 0) { throw new Error('invalid resource rep during remove, (cannot be 0)'); }
        if (this.#data.length === 2) { throw new Error('invalid'); }
        
        const baseIdx = rep << 1;
        if (baseIdx >= this.#data.length) {
          throw new Error(`invalid rep [${rep}] during remove, out of range`);
        }
        const val = this.#data[baseIdx];
        if (val === RepTable.FREE) {
          throw new Error(`double removal of rep [${rep}] (already freed)`);
        }
        
        this.#data[baseIdx] = RepTable.FREE;
        this.#data[baseIdx + 1] = this.#data[0];
        this.#data[0] = rep;
        this.#size -= 1;
        
        return val;
      }
      
      size() { return this.#size; }
      
      clear() {
        _debugLog('[RepTable#clear()] args', { rep, target: this.target });
        this.#data = [0, null];
      }
    }
    
    class ComponentAsyncState {
      static EVENT_HANDLER_EVENTS = [ 'backpressure-change' ];
      
      static TickResult = {
        // no suspended tasks remain
        DONE: 'done',
        // a suspended task was resumed (more may be ready)
        RESUMED: 'resumed',
        // suspended tasks remain but none were ready
        IDLE: 'idle',
      };
      
      #componentIdx;
      #callingAsyncImport = false;
      #syncImportWait = promiseWithResolvers();
      #lockHolderTaskID = null;
      #lockWaiters = [];
      #lockHandoffScheduled = false;
      #pendingTaskStarts = 0;
      #parkedTasks = new Map();
      #suspendedTasksByTaskID = new Map();
      #suspendedTaskIDs = [];
      #errored = null;
      #trapped = false;
      #backpressure = 0;
      #backpressureWaiters = 0n;
      
      #handlerMap = new Map();
      #nextHandlerID = 0n;
      
      #tickLoop = null;
      #tickLoopInterval = null;
      
      #onExclusiveReleaseHandlers = [];
      
      #mayLeave = true;
      
      handles;
      subtasks;
      
      constructor(args) {
        this.#componentIdx = args.componentIdx;
        this.handles = new RepTable({ target: `component [${this.#componentIdx}] handles (waitable objects)` });
        this.subtasks = new RepTable({ target: `component [${this.#componentIdx}] subtasks` });
      };
      
      componentIdx() { return this.#componentIdx; }
      
      get mayLeave() {
        const flags = INSTANCE_FLAGS.get(this.#componentIdx);
        return flags === undefined ? this.#mayLeave : flags.value === 1;
      }
      set mayLeave(value) {
        if (typeof value !== 'boolean') { throw new TypeError('mayLeave must be a boolean'); }
        this.#mayLeave = value;
        const flags = INSTANCE_FLAGS.get(this.#componentIdx);
        if (flags !== undefined) { flags.value = value ? 1 : 0; }
      }
      
      errored() { return this.#errored !== null; }
      setErrored(err) {
        _debugLog('[ComponentAsyncState#setErrored()] component errored', { err, componentIdx: this.#componentIdx });
        if (this.#errored) { return; }
        if (!err) {
          err = new Error('error elswehere (see other component instance error)')
          err.componentIdx = this.#componentIdx;
        }
        this.#errored = err;
      }
      
      markTrapped(err) {
        if (!(err instanceof WebAssemblyRuntimeError)) {
          return false;
        }
        err = _normalizeCoreTrap(err);
        this.#trapped = true;
        _debugLog('[ComponentAsyncState#markTrapped()] component trapped', { err, componentIdx: this.#componentIdx });
        if (STORE_TRAP.error === null) { STORE_TRAP.error = err; }
        return true;
      }
      
      throwIfTrapped() {
        if (this.#trapped) {
          throw new WebAssemblyRuntimeError("wasm trap: cannot enter component instance");
        }
      }
      
      callingSyncImport(val) {
        if (val === undefined) { return this.#callingAsyncImport; }
        if (typeof val !== 'boolean') { throw new TypeError('invalid setting for async import'); }
        const prev = this.#callingAsyncImport;
        this.#callingAsyncImport = val;
        if (prev === true && this.#callingAsyncImport === false) {
          this.#notifySyncImportEnd();
        }
      }
      
      #notifySyncImportEnd() {
        const existing = this.#syncImportWait;
        this.#syncImportWait = promiseWithResolvers();
        existing.resolve();
      }
      
      async waitForSyncImportCallEnd() {
        await this.#syncImportWait.promise;
      }
      
      setBackpressure(v) {
        this.#backpressure = v;
        return this.#backpressure
      }
      getBackpressure() { return this.#backpressure; }
      
      incrementBackpressure() {
        const current = this.#backpressure;
        if (current < 0 || current > 2**16) {
          throw new Error(`invalid current backpressure value [${current}]`);
        }
        const newValue = this.getBackpressure() + 1;
        if (newValue >= 2**16) {
          throw new Error(`invalid new backpressure value [${newValue}], overflow`);
        }
        return this.setBackpressure(newValue);
      }
      
      decrementBackpressure() {
        const current = this.#backpressure;
        if (current < 0 || current > 2**16) {
          throw new Error(`invalid current backpressure value [${current}]`);
        }
        const newValue = Math.max(0, current - 1);
        if (newValue < 0) {
          throw new Error(`invalid new backpressure value [${newValue}], underflow`);
        }
        return this.setBackpressure(newValue);
      }
      hasBackpressure() { return this.#backpressure > 0; }
      
      waitForBackpressure() {
        let backpressureCleared = false;
        const cstate = this;
        cstate.addBackpressureWaiter();
        const handlerID = this.registerHandler({
          event: 'backpressure-change',
          fn: (bp) => {
            if (bp === 0) {
              cstate.removeHandler(handlerID);
              backpressureCleared = true;
            }
          }
        });
        return new Promise((resolve) => {
          const interval = setInterval(() => {
            if (backpressureCleared) { return; }
            clearInterval(interval);
            cstate.removeBackpressureWaiter();
            resolve(null);
          }, 0);
        });
      }
      
      registerHandler(args) {
        const { event, fn } = args;
        if (!event) { throw new Error("missing handler event"); }
        if (!fn) { throw new Error("missing handler fn"); }
        
        if (!ComponentAsyncState.EVENT_HANDLER_EVENTS.includes(event)) {
          throw new Error(`unrecognized event handler [${event}]`);
        }
        
        const handlerID = this.#nextHandlerID++;
        let handlers = this.#handlerMap.get(event);
        if (!handlers) {
          handlers = [];
          this.#handlerMap.set(event, handlers)
        }
        
        handlers.push({ id: handlerID, fn, event });
        return handlerID;
      }
      
      removeHandler(args) {
        const { event, handlerID } = args;
        const registeredHandlers = this.#handlerMap.get(event);
        if (!registeredHandlers) { return; }
        const found = registeredHandlers.find(h => h.id === handlerID);
        if (!found) { return; }
        this.#handlerMap.set(event, this.#handlerMap.get(event).filter(h => h.id !== handlerID));
      }
      
      getBackpressureWaiters() { return this.#backpressureWaiters; }
      addBackpressureWaiter() { this.#backpressureWaiters++; }
      removeBackpressureWaiter() {
        this.#backpressureWaiters--;
        if (this.#backpressureWaiters < 0) {
          throw new Error("unexepctedly negative number of backpressure waiters");
        }
      }
      
      // The per-slice mutual-exclusion lock for guest execution in this
      // component instance. Guest slices (callback invocations and
      // sync-lifted bodies) must be atomic per component even across the
      // JSPI suspensions jco introduces for host imports: wit-bindgen's
      // executors publish per-task state in single linear-memory cells
      // (the wasip3-task pointer, context-local storage discipline) that
      // an interleaved slice of the same component corrupts
      //
      // The lock is *owned*: acquisition records the holder task and
      // release is a no-op for anyone else, so a task exiting can no
      // longer drop a hold it does not own (blind acquire/release-any
      // was the previous discipline). Contended acquisition queues
      // FIFO; release hands the lock to the next waiter directly.
      isExclusivelyLocked() { return this.#lockHolderTaskID !== null; }
      exclusivelyLockedBy(taskID) { return this.#lockHolderTaskID === taskID; }
      
      exclusiveLock(taskID) {
        _debugLog('[ComponentAsyncState#exclusiveLock()]', {
          holder: this.#lockHolderTaskID,
          requester: taskID,
          componentIdx: this.#componentIdx,
        });
        if (taskID === undefined || taskID === null) {
          throw new Error('exclusive lock requires the acquiring task id');
        }
        if (this.#lockHolderTaskID !== null) {
          throw new Error(`component [${this.#componentIdx}] exclusive lock held by task [${this.#lockHolderTaskID}], requested by [${taskID}]`);
        }
        this.#lockHolderTaskID = taskID;
      }
      
      // Awaitable acquisition: takes the lock immediately when free,
      // otherwise queues FIFO behind the current holder and earlier
      // waiters. The resolved promise implies ownership.
      acquireExclusiveLock(taskID) {
        if (taskID === undefined || taskID === null) {
          throw new Error('exclusive lock requires the acquiring task id');
        }
        if (this.#lockHolderTaskID === null) {
          this.#lockHolderTaskID = taskID;
          _debugLog('[ComponentAsyncState#acquireExclusiveLock()] acquired', {
            holder: taskID,
            componentIdx: this.#componentIdx,
          });
          return;
        }
        if (this.#lockHolderTaskID === taskID) {
          throw new Error(`task [${taskID}] already holds the lock for component [${this.#componentIdx}]`);
        }
        _debugLog('[ComponentAsyncState#acquireExclusiveLock()] waiting', {
          holder: this.#lockHolderTaskID,
          requester: taskID,
          componentIdx: this.#componentIdx,
          queued: this.#lockWaiters.length,
        });
        return new Promise((resolve) => {
          this.#lockWaiters.push({ taskID, resolve });
        });
      }
      
      exclusiveRelease(taskID) {
        _debugLog('[ComponentAsyncState#exclusiveRelease()] args', {
          holder: this.#lockHolderTaskID,
          releaser: taskID,
          componentIdx: this.#componentIdx,
        });
        if (this.#lockHolderTaskID !== taskID) {
          // Ownerless releases were the historical behavior; a foreign
          // release now leaves the hold intact
          _debugLog('[ComponentAsyncState#exclusiveRelease()] ignoring foreign release', {
            holder: this.#lockHolderTaskID,
            releaser: taskID,
            componentIdx: this.#componentIdx,
          });
          return false;
        }
        
        // Make the release observable before handing the lock to the next
        // asynchronous guest slice.
        //
        // Release handlers may expose a lifted value whose consumer immediately
        // performs a synchronous call on the same component; that call must run
        // while the instance is genuinely unlocked, not via enterSync's
        // lock-free fallback code.
        this.#lockHolderTaskID = null;
        
        this.#onExclusiveReleaseHandlers = this.#onExclusiveReleaseHandlers.filter(v => !!v);
        for (const [idx, f] of this.#onExclusiveReleaseHandlers.entries()) {
          try {
            this.#onExclusiveReleaseHandlers[idx] = null;
            f();
          } catch (err) {
            _debugLog("error while executing handler for next exclusive release", err);
            throw err;
          }
        }
        this.#scheduleLockHandoff();
        return true;
      }
      
      #scheduleLockHandoff() {
        if (this.#lockHandoffScheduled || this.#lockWaiters.length === 0) { return; }
        this.#lockHandoffScheduled = true;
        queueMicrotask(() => {
          this.#lockHandoffScheduled = false;
          // A synchronous call triggered by a release handler gets the
          // first opportunity to use the unlocked component.
          //
          // Its release will leave this queued handoff in place.
          if (this.#lockHolderTaskID !== null) {
            this.#scheduleLockHandoff();
            return;
          }
          const next = this.#lockWaiters.shift();
          if (!next) { return; }
          this.#lockHolderTaskID = next.taskID;
          next.resolve();
        });
      }
      
      onNextExclusiveRelease(fn) {
        _debugLog('[ComponentAsyncState#()onNextExclusiveRelease] registering');
        this.#onExclusiveReleaseHandlers.push(fn);
      }
      
      async waitForExclusiveRelease() {
        while (this.isExclusivelyLocked()) {
          await new Promise(resolve => this.onNextExclusiveRelease(resolve));
        }
      }
      
      #getSuspendedTaskMeta(taskID) {
        return this.#suspendedTasksByTaskID.get(taskID);
      }
      
      #removeSuspendedTaskMeta(taskID) {
        _debugLog('[ComponentAsyncState#removeSuspendedTaskMeta()] removing suspended task', {
          taskID,
          componentIdx: this.#componentIdx,
        });
        const idx = this.#suspendedTaskIDs.findIndex(t => t === taskID);
        const meta = this.#suspendedTasksByTaskID.get(taskID);
        this.#suspendedTaskIDs[idx] = null;
        this.#suspendedTasksByTaskID.delete(taskID);
        return meta;
      }
      
      #addSuspendedTaskMeta(meta) {
        if (!meta) { throw new Error('missing task meta'); }
        const taskID = meta.taskID;
        this.#suspendedTasksByTaskID.set(taskID, meta);
        this.#suspendedTaskIDs.push(taskID);
        if (this.#suspendedTasksByTaskID.size < this.#suspendedTaskIDs.length - 10) {
          this.#suspendedTaskIDs = this.#suspendedTaskIDs.filter(t => t !== null);
        }
      }
      
      // TODO(threads): readyFn is normally on the thread
      suspendTask(args) {
        const { task, readyFn, cancellable, onResume } = args;
        const taskID = task.id();
        const componentIdx = task.componentIdx();
        _debugLog('[ComponentAsyncState#suspendTask()]', {
          taskID,
          componentIdx: this.#componentIdx,
          taskEntryFnName: task.entryFnName(),
          subtask: task.getParentSubtask(),
        });
        
        if (componentIdx !== this.#componentIdx) {
          throw new Error('assert: task component idx should match async state');
        }
        
        if (this.#getSuspendedTaskMeta(taskID)) {
          throw new Error(`task [${taskID}] already suspended`);
        }
        
        let promise;
        let resume;
        if (onResume) {
          resume = () => onResume(!task.isCancelled());
        } else {
          const resolvers = promiseWithResolvers();
          promise = resolvers.promise;
          resume = () => resolvers.resolve(!task.isCancelled());
        }
        this.#addSuspendedTaskMeta({
          task,
          taskID,
          cancellable,
          readyFn,
          resume: () => {
            _debugLog('[ComponentAsyncState] resuming suspended task', {
              taskID,
              componentIdx: this.#componentIdx,
            });
            // TODO(threads): it's thread cancellation we should be checking for below, not task
            resume();
          },
        });
        
        // A caller synchronously driving one task quantum (for
        // example, subtask.cancel) waits for the resumed task to
        // either resolve or suspend again.
        task.notifyProgress();
        
        this.runTickLoop();
        _checkForDeadlock();
        
        return promise;
      }
      
      resumeTaskByID(taskID) {
        const meta = this.#removeSuspendedTaskMeta(taskID);
        if (!meta) { return false; }
        if (meta.taskID !== taskID) { throw new Error('task ID does not match'); }
        meta.resume();
        return true;
      }
      
      suspendedTaskReady(taskID) {
        const meta = this.#getSuspendedTaskMeta(taskID);
        if (!meta) { return false; }
        if (!meta.readyFn) {
          throw new Error(`suspended task [${taskID}] is missing a readiness function`);
        }
        return meta.task.isRejected() || meta.readyFn();
      }
      
      suspendedTaskCancellable(taskID) {
        return !!this.#getSuspendedTaskMeta(taskID)?.cancellable;
      }
      
      isTaskSuspended(taskID) {
        return this.#suspendedTasksByTaskID.has(taskID);
      }
      
      suspendedTaskMetas() {
        return this.#suspendedTasksByTaskID.values();
      }
      
      addPendingTaskStart() { this.#pendingTaskStarts++; }
      removePendingTaskStart() { this.#pendingTaskStarts--; }
      
      hasPendingSchedulerWork() {
        if (this.#pendingTaskStarts > 0) { return true; }
        if (this.#lockHandoffScheduled) { return true; }
        for (const meta of this.#suspendedTasksByTaskID.values()) {
          if (meta.task.isRejected() || meta.readyFn()) { return true; }
        }
        return false;
      }
      
      async runTickLoop() {
        if (this.#tickLoop !== null) { return; }
        this.#tickLoop = 1;
        setTimeout(async () => {
          let result = this.tick();
          while (result !== ComponentAsyncState.TickResult.DONE) {
            if (result === ComponentAsyncState.TickResult.IDLE) {
              _checkForDeadlock();
            }
            // After resuming a task, re-tick as soon as the resumed
            // slice's microtask continuations have drained (timeout 0)
            // so queued sibling resumptions aren't charged the idle
            // polling interval; otherwise poll at the idle cadence.
            const delay = result === ComponentAsyncState.TickResult.RESUMED ? 0 : 10;
            await new Promise((resolve) => setTimeout(resolve, delay));
            result = this.tick();
          }
          this.#tickLoop = null;
        }, 10);
      }
      
      tick() {
        // _debugLog('[ComponentAsyncState#tick()]', { suspendedTaskIDs: this.#suspendedTaskIDs });
        
        const resumableTasks = this.#suspendedTaskIDs.filter(t => t !== null);
        for (const taskID of resumableTasks) {
          const meta = this.#suspendedTasksByTaskID.get(taskID);
          if (!meta || !meta.readyFn) {
            throw new Error(`missing/invalid task despite ID [${taskID}] being present`);
          }
          
          // If the task failed via any means, allow the task to resume because
          // it's been cancelled -- the callback should immediately exit as well
          if (meta.task.isRejected()) {
            _debugLog('[ComponentAsyncState#tick()] detected task rejection, leaving early', { meta });
            this.resumeTaskByID(taskID);
            return ComponentAsyncState.TickResult.RESUMED;
          }
          
          const isReady = meta.readyFn();
          if (!isReady) { continue; }
          
          _debugLog('[ComponentAsyncState#tick()] resuming task via tick', {
            taskID,
            componentIdx: this.#componentIdx,
          });
          this.resumeTaskByID(taskID);
          
          // NOTE: during single-flight resumption, we should resume at most one task per
          // tick so that the resumed slice (a microtask continuation)
          // runs -- and its current-task register window opens and
          // closes -- before any sibling task of this component is
          // resumed.
          //
          // Resuming multiple suspended tasks in one synchronous
          // cascade interleaves their register save/restore windows
          // ([restoreA, restoreB, resumeA, resumeB]), re-entering wasm
          // with the register naming the wrong task, and the
          // 'known residual' of the JSPI current-task register
          // fix); with concurrent task lifetimes per component this
          // corrupts guest context-local storage.
          return ComponentAsyncState.TickResult.RESUMED;
        }
        
        const idle = this.#suspendedTaskIDs.filter(t => t !== null).length > 0;
        return idle
        ? ComponentAsyncState.TickResult.IDLE
        : ComponentAsyncState.TickResult.DONE;
      }
      
      createWaitable(args) {
        return new Waitable({ target: args?.target, });
      }
    }
    
    function getOrCreateAsyncState(componentIdx, init) {
      if (!ASYNC_STATE.has(componentIdx)) {
        const newState = new ComponentAsyncState({ componentIdx });
        ASYNC_STATE.set(componentIdx, newState);
      }
      return ASYNC_STATE.get(componentIdx);
    }
    const GLOBAL_COMPONENT_MEMORY_MAP = new Map();
    
    function lookupMemoriesForComponent(args) {
      const { componentIdx } = args ?? {};
      if (args.componentIdx === undefined) { throw new TypeError("missing component idx"); }
      
      const metas = GLOBAL_COMPONENT_MEMORY_MAP.get(componentIdx);
      if (!metas) { return []; }
      
      if (args.memoryIdx === undefined) {
        return Object.values(metas);
      }
      
      const meta = metas[args.memoryIdx];
      return meta?.memory;
    }
    
    class AsyncSubtask {
      static _ID = 0n;
      
      static State = {
        STARTING: 0,
        STARTED: 1,
        RETURNED: 2,
        CANCELLED_BEFORE_STARTED: 3,
        CANCELLED_BEFORE_RETURNED: 4,
      };
      
      #id;
      #state = AsyncSubtask.State.STARTING;
      #componentIdx;
      
      #parentTask;
      #childTask = null;
      
      #dropped = false;
      #cancelRequested = false;
      
      #memoryIdx = null;
      #lenders = null;
      
      #waitable = null;
      
      #callbackFn = null;
      #callbackFnName = null;
      
      #postReturnFn = null;
      #onProgressFn = null;
      #pendingEventFn = null;
      
      #callMetadata = {};
      
      #resolved = false;
      
      #onResolveHandlers = [];
      #onStartHandlers = [];
      
      #result = null;
      #resultSet = false;
      
      fnName;
      target;
      isAsync;
      isManualAsync;
      // One execution slice awaited by the conditional cancel trampoline.
      cancelProgress = null;
      
      constructor(args) {
        if (typeof args.componentIdx !== 'number') {
          throw new Error('invalid componentIdx for subtask creation');
        }
        this.#componentIdx = args.componentIdx;
        
        this.#id = ++AsyncSubtask._ID;
        this.fnName = args.fnName;
        
        if (!args.parentTask) { throw new Error('missing parent task during subtask creation'); }
        this.#parentTask = args.parentTask;
        
        if (args.childTask) { this.#childTask = args.childTask; }
        
        if (args.memoryIdx) { this.#memoryIdx = args.memoryIdx; }
        
        if (!args.waitable) { throw new Error("missing/invalid waitable"); }
        this.#waitable = args.waitable;
        
        if (args.callMetadata) { this.#callMetadata = args.callMetadata; }
        
        this.#lenders = [];
        this.target = args.target;
        this.isAsync = args.isAsync;
        this.isManualAsync = args.isManualAsync;
      }
      
      id() { return this.#id; }
      parentTaskID() { return this.#parentTask?.id(); }
      childTaskID() { return this.#childTask?.id(); }
      state() { return this.#state; }
      
      waitable() { return this.#waitable; }
      waitableRep() { return this.#waitable.idx(); }
      
      join() { return this.#waitable.join(...arguments); }
      getPendingEvent() { return this.#waitable.getPendingEvent(...arguments); }
      hasPendingEvent() { return this.#waitable.hasPendingEvent(...arguments); }
      setPendingEvent() { return this.#waitable.setPendingEvent(...arguments); }
      
      setTarget(tgt) { this.target = tgt; }
      
      getResult() {
        if (!this.#resultSet) { throw new Error("subtask result has not been set") }
        return this.#result;
      }
      setResult(v) {
        if (this.#resultSet) { throw new Error("subtask result has already been set"); }
        this.#result = v;
        this.#resultSet = true;
      }
      
      componentIdx() { return this.#componentIdx; }
      
      setChildTask(t) {
        if (!t) { throw new Error('cannot set missing/invalid child task on subtask'); }
        if (this.#childTask) { throw new Error('child task is already set on subtask'); }
        if (this.#parentTask === t) { throw new Error("parent cannot be child"); }
        this.#childTask = t;
      }
      getChildTask(t) { return this.#childTask; }
      
      getParentTask() { return this.#parentTask; }
      
      setCallbackFn(f, name) {
        if (!f) { return; }
        if (this.#callbackFn) { throw new Error('callback fn can only be set once'); }
        this.#callbackFn = f;
        this.#callbackFnName = name;
      }
      
      getCallbackFnName() {
        if (!this.#callbackFn) { return undefined; }
        return this.#callbackFn.name;
      }
      
      setPostReturnFn(f) {
        if (!f) { return; }
        if (this.#postReturnFn) { throw new Error('postReturn fn can only be set once'); }
        this.#postReturnFn = f;
      }
      
      setOnProgressFn(f) {
        if (this.#onProgressFn) { throw new Error('on progress fn can only be set once'); }
        this.#onProgressFn = f;
      }
      
      isNotStarted() {
        return this.#state == AsyncSubtask.State.STARTING;
      }
      
      cancellationRequested() { return this.#cancelRequested; }
      
      // Request cooperative cancellation of this subtask, on behalf of the
      // supertask (i.e. `canon subtask.cancel`).
      //
      // If the callee is another guest task, the request is delivered to it and
      // the callee confirms via `task.cancel` (or still resolves via `task.return`).
      //
      // If the callee is a host function there is (currently) no host-side
      // cancellation hook, so the pending call is treated as immediately
      // cancelled -- consistent with hosts being expected to resolve
      // cancellation promptly -- and any later host resolution is discarded
      // (see `AsyncTask#onResolve`).
      requestCancellation() {
        _debugLog('[AsyncSubtask#requestCancellation()] args', {
          componentIdx: this.#componentIdx,
          subtaskID: this.#id,
          state: this.#state,
          childTaskID: this.childTaskID(),
          fnName: this.fnName,
        });
        if (this.#cancelRequested) {
          throw new Error('cancellation has already been requested for this subtask');
        }
        this.#cancelRequested = true;
        
        if (this.#resolved) { return; }
        
        if (this.#childTask) {
          this.#childTask.requestCancellation();
          return;
        }
        
        this.onResolve(null);
      }
      
      registerOnStartHandler(f) {
        this.#onStartHandlers.push(f);
      }
      
      onStart(args) {
        _debugLog('[AsyncSubtask#onStart()] args', {
          componentIdx: this.#componentIdx,
          subtaskID: this.#id,
          parentTaskID: this.parentTaskID(),
          fnName: this.fnName,
          args,
        });
        
        if (this.#onProgressFn) { this.#onProgressFn(); }
        
        // Starting a nested operation is a task execution boundary.
        // In particular, a cancellation handler may synchronously
        // enter an import which then suspends in the host.  Wake a
        // supertask that is driving one cancellation slice so an
        // async `subtask.cancel` can report BLOCKED without waiting
        // for that nested operation to finish.
        this.#parentTask.notifyProgress();
        
        this.#state = AsyncSubtask.State.STARTED;
        
        let result;
        
        // If we have been provided a helper start function as a result of
        // component fusion performed by wasmtime tooling, then we can call that helper and lifts/lowers will
        // be performed for us.
        //
        // See also documentation on `HostIntrinsic::PrepareCall`
        //
        if (this.#callMetadata.startFn) {
          result = this.#callMetadata.startFn.apply(null, args?.startFnParams ?? []);
        }
        
        return result;
      }
      
      
      registerOnResolveHandler(f) {
        this.#onResolveHandlers.push(f);
      }
      
      reject(subtaskErr) {
        if (this.#resolved) { return; }
        
        if (this.#onProgressFn) { this.#onProgressFn(); }
        
        if (this.#state === AsyncSubtask.State.STARTING) {
          this.#state = AsyncSubtask.State.CANCELLED_BEFORE_STARTED;
        } else if (this.#state === AsyncSubtask.State.STARTED) {
          this.#state = AsyncSubtask.State.CANCELLED_BEFORE_RETURNED;
        } else {
          throw new Error('cannot reject a completed subtask');
        }
        
        this.#resolved = true;
        this.#parentTask.removeSubtask(this);
        this.#parentTask.reject(subtaskErr);
      }
      
      onResolve(subtaskValue) {
        _debugLog('[AsyncSubtask#onResolve()] args', {
          componentIdx: this.#componentIdx,
          subtaskID: this.#id,
          isAsync: this.isAsync,
          childTaskID: this.childTaskID(),
          parentTaskID: this.parentTaskID(),
          parentTaskFnName: this.#parentTask?.entryFnName(),
          fnName: this.fnName,
        });
        
        if (this.#resolved) {
          throw new Error('subtask has already been resolved');
        }
        
        if (this.#onProgressFn) { this.#onProgressFn(); }
        
        if (subtaskValue === null && this.#cancelRequested) {
          if (this.#state === AsyncSubtask.State.STARTING) {
            this.#state = AsyncSubtask.State.CANCELLED_BEFORE_STARTED;
          } else {
            if (this.#state !== AsyncSubtask.State.STARTED) {
              throw new Error('resolved subtask must have been started before cancellation');
            }
            this.#state = AsyncSubtask.State.CANCELLED_BEFORE_RETURNED;
          }
        } else {
          if (this.#state !== AsyncSubtask.State.STARTED) {
            throw new Error('resolved subtask must have been started before completion');
          }
          this.#state = AsyncSubtask.State.RETURNED;
        }
        
        this.setResult(subtaskValue);
        
        for (const f of this.#onResolveHandlers) {
          try {
            f(subtaskValue);
          } catch (err) {
            console.error("error during subtask resolve handler", err);
            throw err;
          }
        }
        
        const callMetadata = this.getCallMetadata();
        
        // TODO(fix): we should be able to easily have the caller's meomry
        // to lower into here, but it's not present in PrepareCall
        const memory = callMetadata.memory ?? this.#parentTask?.getReturnMemory() ?? lookupMemoriesForComponent({ componentIdx: this.#parentTask?.componentIdx() })[0];
        // NOTE: cancelled resolutions carry no value, so nothing is lowered
        const returned = this.#state === AsyncSubtask.State.RETURNED;
        if (returned && callMetadata && !callMetadata.returnFn && (this.isAsync || callMetadata.funcTypeIsAsync) && callMetadata.resultPtr && memory) {
          const { resultPtr, realloc } = callMetadata;
          const lowers = callMetadata.lowers; // may have been updated in task.return of the child
          if (lowers && lowers.length > 0) {
            lowers[0]({
              componentIdx: this.#componentIdx,
              memory,
              realloc,
              vals: [subtaskValue],
              storagePtr: resultPtr,
              stringEncoding: callMetadata.stringEncoding,
            });
          }
        }
        
        this.#resolved = true;
        this.#parentTask.removeSubtask(this);
        
        if (!this.isAsync) {
          this.deliverResolve();
          const rep = this.waitableRep();
          if (rep) {
            try {
              const removed = this.#getComponentState().handles.remove(rep);
              if (removed !== this) {
                throw new Error("unexpectedly received non-self Subtask from handle removal");
              }
              this.drop();
            } catch (err) {
              _debugLog('[AsyncSubtask#onResolve()] failed to remove subtask after sync subtask completion', err);
            }
          }
        }
      }
      
      getStateNumber() { return this.#state; }
      isReturned() { return this.#state === AsyncSubtask.State.RETURNED; }
      
      getCallMetadata() { return this.#callMetadata; }
      
      isResolved() {
        if (this.#state === AsyncSubtask.State.STARTING
        || this.#state === AsyncSubtask.State.STARTED) {
          return false;
        }
        if (this.#state === AsyncSubtask.State.RETURNED
        || this.#state === AsyncSubtask.State.CANCELLED_BEFORE_STARTED
        || this.#state === AsyncSubtask.State.CANCELLED_BEFORE_RETURNED) {
          return true;
        }
        throw new Error('unrecognized internal Subtask state [' + this.#state + ']');
      }
      
      addLender(handle) {
        _debugLog('[AsyncSubtask#addLender()] args', { handle });
        if (!Number.isNumber(handle)) { throw new Error('missing/invalid lender handle [' + handle + ']'); }
        
        if (this.#lenders.length === 0 || this.isResolved()) {
          throw new Error('subtask has no lendors or has already been resolved');
        }
        
        handle.lends++;
        this.#lenders.push(handle);
      }
      
      deliverResolve() {
        _debugLog('[AsyncSubtask#deliverResolve()] args', {
          lenders: this.#lenders,
          parentTaskID: this.parentTaskID(),
          subtaskID: this.#id,
          childTaskID: this.childTaskID(),
          resolved: this.isResolved(),
          resolveDelivered: this.resolveDelivered(),
        });
        
        const cannotDeliverResolve = this.resolveDelivered() || !this.isResolved();
        if (cannotDeliverResolve) {
          throw new Error('subtask cannot deliver resolution twice, and the subtask must be resolved');
        }
        
        for (const lender of this.#lenders) {
          lender.lends--;
        }
        
        this.#lenders = null;
      }
      
      resolveDelivered() {
        _debugLog('[AsyncSubtask#resolveDelivered()] args', { });
        if (this.#lenders === null && !this.isResolved()) {
          throw new Error('invalid subtask state, lenders missing and subtask has not been resolved');
        }
        return this.#lenders === null;
      }
      
      drop() {
        _debugLog('[AsyncSubtask#drop()] args', {
          componentIdx: this.#componentIdx,
          parentTaskID: this.#parentTask?.id(),
          parentTaskFnName: this.#parentTask?.entryFnName(),
          childTaskID: this.#childTask?.id(),
          childTaskFnName: this.#childTask?.entryFnName(),
          subtaskFnName: this.fnName,
        });
        if (!this.#waitable) { throw new Error('missing/invalid inner waitable'); }
        if (!this.resolveDelivered()) {
          throw new Error('cannot drop a subtask which has not yet resolved');
        }
        if (this.#waitable) { this.#waitable.drop() }
        this.#dropped = true;
      }
      
      #getComponentState() {
        const state = getOrCreateAsyncState(this.#componentIdx);
        if (!state) {
          throw new Error('invalid/missing async state for component [' + componentIdx + ']');
        }
        return state;
      }
      
      getWaitableHandleIdx() {
        _debugLog('[AsyncSubtask#getWaitableHandleIdx()] args', { });
        if (!this.#waitable) { throw new Error('missing/invalid waitable'); }
        return this.waitableRep();
      }
    }
    
    class FutureValue {
      #start;
      #settled;
      #hideThen = 0;
      #thenFn;
      
      constructor(start) {
        if (typeof start !== 'function') {
          throw new TypeError('future start operation must be a function');
        }
        this.#start = start;
        this.#thenFn = this.#then.bind(this);
      }
      
      get then() {
        return this.#hideThen === 0 ? this.#thenFn : undefined;
      }
      
      #read() {
        if (!this.#settled) {
          // The start operation resolves to a non-thenable box so a
          // future-valued payload cannot be assimilated by this Promise.
          this.#settled = Promise.resolve().then(this.#start);
        }
        return this.#settled;
      }
      
      resolveAsValue(resolve) {
        this.#hideThen++;
        try {
          resolve(this);
        } finally {
          this.#hideThen--;
        }
      }
      
      #deliver(resolve, value) {
        if (value instanceof FutureValue) {
          // Promise resolution reads `then` synchronously. Hide it only
          // for that lookup so resolving this layer yields the inner
          // FutureValue instead of recursively awaiting it.
          value.resolveAsValue(resolve);
          return;
        }
        resolve(value);
      }
      
      #then(resolve, reject) {
        return this.#read().then(
        box => this.#deliver(resolve, box.value),
        reject,
        );
      }
    }
    const ASYNC_DETERMINISM = 'random';
    const _coinFlip = () => { return Math.random() > 0.5; };
    
    const ASYNC_EVENT_CODE = {
      NONE: 0,
      SUBTASK: 1,
      STREAM_READ: 2,
      STREAM_WRITE: 3,
      FUTURE_READ: 4,
      FUTURE_WRITE: 5,
      TASK_CANCELLED: 6,
    };
    const CURRENT_TASK_META = {};
    
    function _withGlobalCurrentTaskMeta(args) {
      _debugLog('[_withGlobalCurrentTaskMeta()] args', args);
      if (!args) { throw new TypeError('args missing'); }
      if (args.taskID === undefined) { throw new TypeError('missing task ID'); }
      if (args.componentIdx === undefined) { throw new TypeError('missing component idx'); }
      if (!args.fn) { throw new TypeError('missing fn'); }
      const { taskID, componentIdx, fn } = args;
      const previous = CURRENT_TASK_META[componentIdx] ?? null;
      const previousCurrent = CURRENT_TASK_META.current ?? null;
      
      try {
        CURRENT_TASK_META.current =
        CURRENT_TASK_META[componentIdx] = { taskID, componentIdx };
        return fn();
      } catch (err) {
        _debugLog("error while executing sync callee/callback", {
          ...args,
          err,
        });
        throw err;
      } finally {
        // Synchronous wrappers can nest without any intervening JS
        // scheduling. Restore the caller rather than clearing it so
        // helper core exports (for example fused return adapters) can
        // temporarily run under a different task of the same component.
        CURRENT_TASK_META[componentIdx] = previous;
        CURRENT_TASK_META.current = previousCurrent;
      }
    }
    
    async function _withGlobalCurrentTaskMetaAsync(args) {
      _debugLog('[_withGlobalCurrentTaskMetaAsync()] args', args);
      if (!args) { throw new TypeError('args missing'); }
      if (args.taskID === undefined) { throw new TypeError('missing task ID'); }
      if (args.componentIdx === undefined) { throw new TypeError('missing component idx'); }
      if (!args.fn) { throw new TypeError('missing fn'); }
      
      const { taskID, componentIdx, fn } = args;
      
      try {
        CURRENT_TASK_META.current =
        CURRENT_TASK_META[componentIdx] = { taskID, componentIdx };
        return await fn();
      } catch (err) {
        _debugLog("error while executing async callee/callback", {
          ...args,
          err,
        });
        throw err;
      } finally {
        CURRENT_TASK_META[componentIdx] = null;
        if (CURRENT_TASK_META.current?.taskID === taskID) {
          CURRENT_TASK_META.current = null;
        }
      }
    }
    
    class AsyncTask {
      static _ID = 0n;
      
      static State = {
        INITIAL: 'initial',
        CANCELLED: 'cancelled',
        CANCEL_PENDING: 'cancel-pending',
        CANCEL_DELIVERED: 'cancel-delivered',
        RESOLVED: 'resolved',
      }
      
      static BlockResult = {
        CANCELLED: 'block.cancelled',
        NOT_CANCELLED: 'block.not-cancelled',
      }
      
      #id;
      #componentIdx;
      #state;
      #isAsync;
      #isManualAsync;
      #callingWasmExport = true;
      #lockFreeEntry = false;
      #preserveFutureResult;
      #entryFnName = null;
      
      #onResolveHandlers = [];
      #progressWaiters = [];
      #completionPromise = null;
      #completionValue;
      #completionReady = false;
      #settleCompletionPromise;
      #rejected = false;
      
      #exitPromise = null;
      #onExitHandlers = [];
      
      #memoryIdx = null;
      #memory = null;
      
      #callbackFn = null;
      #callbackFnName = null;
      
      #postReturnFn = null;
      
      #getCalleeParamsFn = null;
      #calleeIsAsync = null;
      
      #stringEncoding = null;
      
      #parentSubtask = null;
      
      #errHandling;
      
      #backpressurePromise;
      #backpressureWaiters = 0n;
      
      #returnLowerFns = null;
      
      #resourceScopeId;
      #resourceBorrowCount = 0;
      #resourceLenders = [];
      #resourceScopeExited = false;
      
      #subtasks = [];
      
      #entered = false;
      #exited = false;
      #errored = null;
      
      cancelled = false;
      cancelRequested = false;
      alwaysTaskReturn = false;
      
      returnCalls =  0;
      storage = [0, 0];
      tmpRetI64HighBits = 0|0;
      
      constructor(opts) {
        this.#id = ++AsyncTask._ID;
        this.#resourceScopeId = ++RESOURCE_SCOPE_ID;
        RESOURCE_SCOPE_TASKS.set(this.#resourceScopeId, this);
        
        if (opts?.componentIdx === undefined) {
          throw new TypeError('missing component id during task creation');
        }
        this.#componentIdx = opts.componentIdx;
        
        this.#state = AsyncTask.State.INITIAL;
        this.#isAsync = opts?.isAsync ?? false;
        this.#isManualAsync = opts?.isManualAsync ?? false;
        this.#preserveFutureResult = opts?.preserveFutureResult ?? false;
        this.#entryFnName = opts.entryFnName;
        // Tasks that execute guest slices (export calls, fused
        // callees) default to true; import-handler tasks pass false
        // explicitly (they run host code nested inside the caller's
        // already-locked slice).
        this.#callingWasmExport = opts?.callingWasmExport !== false;
        
        const {
          promise: completionPromise,
          resolve: resolveCompletionPromise,
          reject: rejectCompletionPromise,
        } = promiseWithResolvers();
        this.#completionPromise = completionPromise;
        // A nested rejection can reach the root task while its Wasm
        // entrypoint is still suspended, before the export wrapper awaits
        // this promise. Mark it handled immediately while preserving the
        // original rejected promise for the eventual caller.
        completionPromise.catch(() => {});
        
        let completionSettled = false;
        const settleCompletionPromise = () => {
          if (completionSettled || !this.#completionReady) { return; }
          completionSettled = true;
          if (this.#errored !== null) {
            rejectCompletionPromise(this.#errored);
          } else if (this.#rejected) {
            rejectCompletionPromise(this.#completionValue);
          } else if (
          this.#preserveFutureResult
          && this.#completionValue instanceof FutureValue
          ) {
            this.#completionValue.resolveAsValue(resolveCompletionPromise);
          } else {
            resolveCompletionPromise(this.#completionValue);
          }
        };
        
        this.#settleCompletionPromise = settleCompletionPromise;
        this.#onResolveHandlers.push((results) => {
          if (this.#parentSubtask !== null) { return; }
          if (!this.#isAsync && !this.#isManualAsync) { return; }
          this.#completionValue = results;
          this.#completionReady = true;
          // Publish after the current guest slice returns, so a trap
          // in that slice can still reject the call. Do not wait for
          // task exit: detached work may require further host calls
          // or consumption of a returned resource's stream.
        });
        
        const {
          promise: exitPromise,
          resolve: resolveExitPromise,
          reject: rejectExitPromise,
        } = promiseWithResolvers();
        this.#exitPromise = exitPromise;
        
        this.#onExitHandlers.push(() => {
          if (this.#parentSubtask === null && (this.#isAsync || this.#isManualAsync)) {
            settleCompletionPromise();
          }
          resolveExitPromise();
        });
        
        if (opts.callbackFn) { this.#callbackFn = opts.callbackFn; }
        if (opts.callbackFnName) { this.#callbackFnName = opts.callbackFnName; }
        
        if (opts.getCalleeParamsFn) { this.#getCalleeParamsFn = opts.getCalleeParamsFn; }
        if (opts.stringEncoding) { this.#stringEncoding = opts.stringEncoding; }
        
        if (opts.parentSubtask) { this.#parentSubtask = opts.parentSubtask; }
        
        
        if (opts.errHandling) { this.#errHandling = opts.errHandling; }
      }
      
      taskState() { return this.#state; }
      id() { return this.#id; }
      componentIdx() { return this.#componentIdx; }
      entryFnName() { return this.#entryFnName; }
      
      resourceScopeId() { return this.#resourceScopeId; }
      
      addBorrowedHandle() {
        if (this.#resourceScopeExited) {
          throw new Error('cannot add a borrow to an exited resource scope');
        }
        this.#resourceBorrowCount++;
      }
      
      removeBorrowedHandle() {
        if (this.#resourceBorrowCount === 0) {
          throw new Error('resource borrow count underflow');
        }
        this.#resourceBorrowCount--;
      }
      
      addResourceLender(table, handle) {
        if (this.#resourceScopeExited) {
          throw new Error('cannot add a lender to an exited resource scope');
        }
        this.#resourceLenders.push({ table, handle });
      }
      
      validateResourceBorrowScope() {
        if (this.#resourceScopeExited) { return; }
        if (this.#resourceBorrowCount !== 0) {
          throw new WebAssemblyRuntimeError('borrow handles still remain at the end of the call');
        }
        for (const { table, handle } of this.#resourceLenders) {
          const idx = handle << 1;
          const lendCount = table[idx];
          if (!Number.isInteger(lendCount) || lendCount <= 0 || lendCount >= 2**30) {
            throw new Error('invalid resource lender state at scope exit');
          }
          table[idx] = lendCount - 1;
        }
        this.#resourceLenders = [];
        this.#resourceScopeExited = true;
        RESOURCE_SCOPE_TASKS.delete(this.#resourceScopeId);
      }
      
      completionPromise() { return this.#completionPromise; }
      settleCompletion() { this.#settleCompletionPromise(); }
      exitPromise() { return this.#exitPromise; }
      
      waitForProgress() {
        const { promise, resolve } = promiseWithResolvers();
        this.#progressWaiters.push(resolve);
        return promise;
      }
      
      notifyProgress() {
        const waiters = this.#progressWaiters;
        this.#progressWaiters = [];
        for (const resolve of waiters) { resolve(); }
      }
      
      isAsync() { return this.#isAsync; }
      isManualAsync() { return this.#isManualAsync; }
      isSync() { return !this.isAsync(); }
      
      getErrHandling() { return this.#errHandling; }
      
      hasCallback() { return this.#callbackFn !== null; }
      
      getReturnMemoryIdx() { return this.#memoryIdx; }
      setReturnMemoryIdx(idx) {
        if (idx === null) { return; }
        this.#memoryIdx = idx;
      }
      
      getReturnMemory() { return this.#memory; }
      setReturnMemory(m) {
        if (m === null) { return; }
        this.#memory = m;
      }
      
      setReturnLowerFns(fns) { this.#returnLowerFns = fns; }
      getReturnLowerFns() { return this.#returnLowerFns; }
      
      setCalleeIsAsync(value) {
        if (typeof value !== 'boolean') { throw new TypeError('callee async state must be a boolean'); }
        this.#calleeIsAsync = value;
      }
      
      setParentSubtask(subtask) {
        if (!subtask || !(subtask instanceof AsyncSubtask)) { return }
        if (this.#parentSubtask) { throw new Error('parent subtask can only be set once'); }
        this.#parentSubtask = subtask;
      }
      
      getParentSubtask() { return this.#parentSubtask; }
      
      // TODO(threads): this is very inefficient, we can pass along a root task,
      // and ideally do not need this once thread support is in place
      getRootTask() {
        let currentSubtask = this.getParentSubtask();
        let task = this;
        while (currentSubtask) {
          task = currentSubtask.getParentTask();
          currentSubtask = task.getParentSubtask();
        }
        return task;
      }
      
      setPostReturnFn(f) {
        if (!f) { return; }
        if (this.#postReturnFn) { throw new Error('postReturn fn can only be set once'); }
        this.#postReturnFn = f;
      }
      
      setCallbackFn(f, name) {
        if (!f) { return; }
        if (this.#callbackFn) { throw new Error('callback fn can only be set once'); }
        this.#callbackFn = f;
        this.#callbackFnName = name;
      }
      
      getCallbackFnName() {
        if (!this.#callbackFnName) { return undefined; }
        return this.#callbackFnName;
      }
      
      runCallbackFn(...args) {
        if (!this.#callbackFn) { throw new Error('no callback function has been set for task'); }
        if (this.#callbackFn._jcoMaySuspend === false) {
          return _withGlobalCurrentTaskMeta({
            taskID: this.#id,
            componentIdx: this.#componentIdx,
            fn: () => this.#callbackFn.apply(null, args),
          });
        }
        return _withGlobalCurrentTaskMetaAsync({
          taskID: this.#id,
          componentIdx: this.#componentIdx,
          fn: () => { return this.#callbackFn.apply(null, args); }
        });
      }
      
      getCalleeParams() {
        if (!this.#getCalleeParamsFn) { throw new Error('missing/invalid getCalleeParamsFn'); }
        return this.#getCalleeParamsFn();
      }
      
      // Legacy manually-async exports are sync-typed in the component
      // but use JSPI precisely so their guest stack may suspend.
      mayBlock() { return this.isAsync() || this.isManualAsync() || this.isResolvedState() }
      
      mayEnter(task) {
        const cstate = getOrCreateAsyncState(this.#componentIdx);
        if (cstate.hasBackpressure()) {
          _debugLog('[AsyncTask#mayEnter()] disallowed due to backpressure', { taskID: this.#id });
          return false;
        }
        if (!cstate.callingSyncImport()) {
          _debugLog('[AsyncTask#mayEnter()] disallowed due to sync import call', { taskID: this.#id });
          return false;
        }
        const callingSyncExportWithSyncPending = cstate.callingSyncExport && !task.isAsync;
        if (!callingSyncExportWithSyncPending) {
          _debugLog('[AsyncTask#mayEnter()] disallowed due to sync export w/ sync pending', { taskID: this.#id });
          return false;
        }
        return true;
      }
      
      enterSync() {
        if (this.needsExclusiveLock()) {
          const cstate = getOrCreateAsyncState(this.#componentIdx);
          if (!cstate.isExclusivelyLocked()) {
            cstate.exclusiveLock(this.#id);
          } else {
            // A host-called sync export arriving while another
            // task's slice holds the lock: synchronous entry
            // cannot wait, and historically this entry silently
            // stole the hold. Run without the lock instead --
            // the holder's bookkeeping stays intact and its
            // release still pairs
            this.#lockFreeEntry = true;
            _debugLog('[AsyncTask#enterSync()] entering without exclusive lock', {
              taskID: this.#id,
              componentIdx: this.#componentIdx,
            });
          }
        }
        return true;
      }
      
      tryEnter() {
        if (this.#entered) {
          throw new Error(`task with ID [${this.#id}] should not be entered twice`);
        }
        
        if (this.deliverPendingCancel({ cancellable: true })) {
          this.cancel();
          return false;
        }
        
        const cstate = getOrCreateAsyncState(this.#componentIdx);
        if (this.isSync()) {
          this.#entered = true;
          return true;
        }
        if (cstate.hasBackpressure()) { return null; }
        if (this.needsExclusiveLock()) {
          if (cstate.isExclusivelyLocked()) { return null; }
          cstate.exclusiveLock(this.#id);
        }
        
        if (this.deliverPendingCancel({ cancellable: true })) {
          cstate.exclusiveRelease(this.#id);
          this.cancel();
          return false;
        }
        
        this.#entered = true;
        return true;
      }
      
      async enter(opts) {
        _debugLog('[AsyncTask#enter()] args', {
          taskID: this.#id,
          componentIdx: this.#componentIdx,
          subtaskID: this.getParentSubtask()?.id(),
          args: opts,
          entryFnName: this.#entryFnName,
        });
        
        if (this.#entered) {
          throw new Error(`task with ID [${this.#id}] should not be entered twice`);
        }
        
        // If cancellation was requested before the task was entered, resolve
        // as cancelled without ever running guest code
        if (this.deliverPendingCancel({ cancellable: true })) {
          this.cancel();
          return false;
        }
        
        const cstate = getOrCreateAsyncState(this.#componentIdx);
        
        if (opts?.isHost) {
          this.#entered = true;
          // A guest task may be synchronously blocked in this
          // host entry. Propagate that boundary so an async
          // cancellation driver can yield BLOCKED while the host
          // operation is outstanding.
          const parentTask = this.#parentSubtask?.getParentTask();
          if (
          parentTask?.taskState() === AsyncTask.State.CANCEL_DELIVERED
          || (parentTask && !parentTask.hasCallback())
          ) {
            parentTask.notifyProgress();
          }
          return this.#entered;
        }
        
        // NOTE: concurrent task lifetimes within one component instance are
        // permitted by the Component Model: entry is governed by the
        // backpressure and exclusive-lock checks below (the lock is held per
        // execution slice, not for the task's lifetime).
        //
        // Serializing entire task lifetimes here (the former "execution slot" queue)
        // deadlocks pipelines where a parked long-lived task's progress depends on a
        // later entry into the same component.
        
        // If a task is synchronous then we can avoid component-relevant
        // tracking and immediately enter.
        if (this.isSync()) {
          this.#entered = true;
          
          // TODO(breaking): remove once manually-specifying async fns is removed
          // It is currently possible for an actually sync export to be specified
          // as async via JSPI
          if (this.#isManualAsync) {
            if (this.needsExclusiveLock()) { await cstate.acquireExclusiveLock(this.#id); }
          }
          
          return this.#entered;
        }
        
        // Perform intial backpressure check
        if (cstate.hasBackpressure()) {
          cstate.addBackpressureWaiter();
          
          const result = await this.waitUntil({
            readyFn: () => {
              return !cstate.hasBackpressure();
            },
            cancellable: true,
          });
          
          cstate.removeBackpressureWaiter();
          
          if (!result || this.isCancelled()) {
            if (!this.isResolvedState()) { this.cancel(); }
            return false;
          }
        }
        
        // Acquire the per-slice exclusive lock (FIFO-queued when
        // contended); the first slice runs under this hold and the
        // driver loop releases/re-acquires it per slice thereafter.
        if (this.needsExclusiveLock()) {
          await cstate.acquireExclusiveLock(this.#id);
        }
        
        // Cancellation-before-start may resolve this task while its
        // queued lock acquisition is still pending. Acquiring the lock
        // does not make the already-resolved task runnable again.
        if (this.isResolvedState() || this.isCancelled()) {
          cstate.exclusiveRelease(this.#id);
          return false;
        }
        
        // Cancellation can be requested while entry is waiting for
        // backpressure or its exclusive lock. Do not execute the guest
        // after acquiring a lock for a task that should no longer start.
        if (this.deliverPendingCancel({ cancellable: true })) {
          cstate.exclusiveRelease(this.#id);
          this.cancel();
          return false;
        }
        
        this.#entered = true;
        return this.#entered;
      }
      
      isRunningState() { return this.#state !== AsyncTask.State.RESOLVED; }
      isResolvedState() { return this.#state === AsyncTask.State.RESOLVED; }
      isResolved() { return this.#state === AsyncTask.State.RESOLVED; }
      isExited() { return this.#exited; }
      
      async waitUntil(opts) {
        const { readyFn, cancellable } = opts;
        _debugLog('[AsyncTask#waitUntil()] args', { taskID: this.#id, args: { cancellable } });
        
        // TODO(fix): check for cancel
        // TODO(fix): determinism
        // TODO(threads): add this thread to waiting list
        
        const keepGoing = await this.suspendUntil({
          readyFn,
          cancellable,
        });
        
        return keepGoing;
      }
      
      async yieldUntil(opts) {
        const { readyFn, cancellable } = opts;
        _debugLog('[AsyncTask#yieldUntil()]', {
          taskID: this.#id,
          args: {
            cancellable,
          },
          componentIdx: this.#componentIdx,
        });
        
        // A callback YIELD is an explicit request to let other work run.
        // Unlike waits whose condition is already ready, it must always
        // suspend for at least one scheduler turn.
        const keepGoing = await this.immediateSuspend({ readyFn, cancellable });
        if (keepGoing) {
          return {
            code: ASYNC_EVENT_CODE.NONE,
            payload0: 0,
            payload1: 0,
          };
        }
        
        return {
          code: ASYNC_EVENT_CODE.TASK_CANCELLED,
          payload0: 0,
          payload1: 0,
        };
      }
      
      async suspendUntil(opts) {
        const { cancellable, readyFn } = opts;
        _debugLog('[AsyncTask#suspendUntil()] args', {
          taskID: this.#id,
          args: {
            cancellable,
          },
          componentIdx: this.#componentIdx,
        });
        
        const pendingCancelled = this.deliverPendingCancel({ cancellable });
        if (pendingCancelled) { return false; }
        
        const completed = await this.immediateSuspendUntil({ readyFn, cancellable });
        return completed;
      }
      
      suspendUntilCallback(opts, onResume) {
        const { cancellable, readyFn } = opts;
        if (this.deliverPendingCancel({ cancellable })) {
          onResume(false);
          return;
        }
        
        const cstate = getOrCreateAsyncState(this.#componentIdx);
        cstate.suspendTask({
          task: this,
          cancellable,
          readyFn: () => {
            if (cancellable && this.#state === AsyncTask.State.CANCEL_PENDING) {
              return true;
            }
            return readyFn();
          },
          onResume: (keepGoing) => {
            if (keepGoing && this.deliverPendingCancel({ cancellable })) {
              keepGoing = false;
            }
            onResume(keepGoing);
          },
        });
      }
      
      // TODO(threads): equivalent to thread.suspend_until()
      async immediateSuspendUntil(opts) {
        const { cancellable, readyFn } = opts;
        _debugLog('[AsyncTask#immediateSuspendUntil()] args', {
          args: {
            cancellable,
            readyFn,
          },
          taskID: this.#id,
          componentIdx: this.#componentIdx,
        });
        
        const ready = readyFn();
        if (ready && ASYNC_DETERMINISM === 'random') {
          const coinFlip = _coinFlip();
          if (coinFlip) { return true }
        }
        
        const keepGoing = await this.immediateSuspend({ cancellable, readyFn });
        return keepGoing;
      }
      
      async immediateSuspend(opts) { // NOTE: equivalent to thread.suspend()
      // TODO(threads): store readyFn on the thread
      const { cancellable, readyFn } = opts;
      _debugLog('[AsyncTask#immediateSuspend()] args', { cancellable, readyFn });
      
      const pendingCancelled = this.deliverPendingCancel({ cancellable });
      if (pendingCancelled) { return false; }
      
      const cstate = getOrCreateAsyncState(this.#componentIdx);
      const keepGoing = await cstate.suspendTask({
        task: this,
        cancellable,
        readyFn: () => {
          // A pending cancellation request wakes cancellable waits
          if (cancellable && this.#state === AsyncTask.State.CANCEL_PENDING) {
            return true;
          }
          return readyFn();
        },
      });
      if (keepGoing && this.deliverPendingCancel({ cancellable })) { return false; }
      return keepGoing;
    }
    
    deliverPendingCancel(opts) {
      const { cancellable } = opts;
      _debugLog('[AsyncTask#deliverPendingCancel()]', {
        args: { cancellable },
        taskID: this.#id,
        componentIdx: this.#componentIdx,
      });
      
      if (cancellable && this.#state === AsyncTask.State.CANCEL_PENDING) {
        this.#state = AsyncTask.State.CANCEL_DELIVERED;
        return true;
      }
      
      return false;
    }
    
    isCancelled() { return this.cancelled }
    cancellationRequested() { return this.cancelRequested; }
    
    // Request cooperative cancellation of this task, called on behalf of a
    // supertask performing `subtask.cancel` on the subtask this task backs.
    //
    // The request is delivered at this task's next cancellable wait
    // (see suspendUntil/immediateSuspend), at which point the task is
    // expected to acknowledge via `task.cancel` or still resolve via
    // `task.return`.
    requestCancellation() {
      _debugLog('[AsyncTask#requestCancellation()] args', {
        taskID: this.#id,
        componentIdx: this.#componentIdx,
        state: this.#state,
      });
      if (this.isResolvedState() || this.cancelRequested) { return; }
      this.cancelRequested = true;
      if (this.#state === AsyncTask.State.INITIAL) {
        this.#state = AsyncTask.State.CANCEL_PENDING;
      }
      // Nudge the component's tick loop so that any suspended cancellable
      // wait observes the pending cancellation promptly
      getOrCreateAsyncState(this.#componentIdx).runTickLoop();
    }
    
    cancel(args) {
      _debugLog('[AsyncTask#cancel()] args', { });
      if (this.taskState() !== AsyncTask.State.CANCEL_DELIVERED) {
        throw new Error(`(component [${this.#componentIdx}]) task [${this.#id}] invalid task state [${this.taskState()}] for cancellation`);
      }
      this.validateResourceBorrowScope();
      this.cancelled = true;
      // Cancelled tasks resolve with no value (spec: `Task.cancel` calls
      // `on_resolve(None)`); an explicit error is only present on the
      // host-driven rejection path (see `reject()`).
      this.onResolve(args?.error ?? null);
      this.#state = AsyncTask.State.RESOLVED;
      // A task cancelled before entry has no driver loop that can
      // report its exit. Entered tasks notify after releasing their
      // component slice in `exit()`.
      if (!this.#entered) { this.notifyProgress(); }
    }
    
    onResolve(taskValue) {
      const handlers = this.#onResolveHandlers;
      this.#onResolveHandlers = [];
      for (const f of handlers) {
        try {
          f(taskValue);
        } catch (err) {
          _debugLog("[AsyncTask#onResolve] error during task resolve handler", err);
          throw err;
        }
      }
      
      // Rejections are control-flow failures, not canonical ABI results.
      // Propagate them through the subtask chain without running return
      // lowering or post-return hooks for a successful result.
      if (this.#rejected) {
        this.#parentSubtask?.reject(taskValue);
        return;
      }
      
      // NOTE: if the parent subtask has already been resolved (e.g. it was
      // cancelled via `subtask.cancel` while this task was still pending),
      // this task's resolution must be discarded rather than delivered.
      const parentSubtaskPending = this.#parentSubtask && !this.#parentSubtask.isResolved();
      const taskReturned = !this.isCancelled();
      
      if (parentSubtaskPending && taskReturned) {
        const meta = this.#parentSubtask.getCallMetadata();
        // Run the rturn fn if it has not already been called -- this *should* have happened in
        // `task.return`, but some paths do not go through task.return (e.g. async lower of sync fn
        // which goes through prepare + async-start-call)
        if (meta.returnFn && !meta.returnFnCalled) {
          _debugLog('[AsyncTask#onResolve()] running returnFn', {
            componentIdx: this.#componentIdx,
            taskID: this.#id,
            subtaskID: this.#parentSubtask.id(),
          });
          const callerTask = this.#parentSubtask.getParentTask();
          _withGlobalCurrentTaskMeta({
            taskID: callerTask.id(),
            componentIdx: callerTask.componentIdx(),
            fn: () => meta.returnFn.apply(null, [taskValue, meta.resultPtr]),
          });
          meta.returnFnCalled = true;
        }
      }
      
      if (this.#postReturnFn && taskReturned) {
        _debugLog('[AsyncTask#onResolve()] running post return ', {
          componentIdx: this.#componentIdx,
          taskID: this.#id,
        });
        try {
          _withGlobalCurrentTaskMeta({
            taskID: this.#id,
            componentIdx: this.#componentIdx,
            fn: () => this.#postReturnFn(taskValue),
          });
        } catch (err) {
          _debugLog("[AsyncTask#onResolve] error during task resolve handler", err);
          throw err;
        }
      }
      
      if (parentSubtaskPending) {
        this.#parentSubtask.onResolve(taskValue);
      }
    }
    
    registerOnResolveHandler(f) {
      this.#onResolveHandlers.push(f);
    }
    
    isRejected() { return this.#rejected; }
    
    isErrored() { return this.#errored; }
    setErrored(err) {
      // Preserve the originating trap when unwinding through
      // additional guest frames produces secondary traps (often
      // an `unreachable` after a call which was expected to trap).
      if (this.#errored === null) { this.#errored = err; }
    }
    
    reject(taskErr) {
      _debugLog('[AsyncTask#reject()] args', {
        componentIdx: this.#componentIdx,
        taskID: this.#id,
        parentSubtask: this.#parentSubtask,
        parentSubtaskID: this.#parentSubtask?.id(),
        entryFnName: this.entryFnName(),
        callbackFnName: this.#callbackFnName,
        errMsg: taskErr.message,
      });
      
      this.setErrored(taskErr);
      if (this.#rejected) { return; }
      
      // A task may call `task.return` before its callback exits.
      // A trap in cleanup or spawned work must still reject the
      // host call and poison the enclosing task chain.
      if (this.isResolvedState()) {
        this.#rejected = true;
        this.#errored = taskErr;
        const parentTask = this.#parentSubtask?.getParentTask();
        if (parentTask) { parentTask.reject(taskErr); }
        return;
      }
      
      this.#rejected = true;
      this.cancelRequested = true;
      this.#state = AsyncTask.State.CANCEL_PENDING;
      const cancelled = this.deliverPendingCancel({ cancellable: true });
      
      // TODO: do cleanup here to reset the machinery so we can run again?
      
      this.cancel({ error: taskErr });
    }
    
    resolve(results) {
      _debugLog('[AsyncTask#resolve()] args', {
        componentIdx: this.#componentIdx,
        taskID: this.#id,
        entryFnName: this.entryFnName(),
        callbackFnName: this.#callbackFnName,
      });
      
      if (this.#state === AsyncTask.State.RESOLVED) {
        throw new Error(`(component [${this.#componentIdx}]) task [${this.#id}]  is already resolved (did you forget to wait for an import?)`);
      }
      
      this.validateResourceBorrowScope();
      
      this.#state = AsyncTask.State.RESOLVED;
      
      switch (results.length) {
        case 0:
        this.onResolve(undefined);
        break;
        case 1:
        this.onResolve(results[0]);
        break;
        default:
        _debugLog('[AsyncTask#resolve()] unexpected number of results', {
          componentIdx: this.#componentIdx,
          results,
          taskID: this.#id,
          subtaskID: this.#parentSubtask?.id(),
          entryFnName: this.#entryFnName,
          callbackFnName: this.#callbackFnName,
        });
        throw new Error('unexpected number of results');
      }
    }
    
    exit(args) {
      _debugLog('[AsyncTask#exit()]', {
        componentIdx: this.#componentIdx,
        taskID: this.#id,
      });
      
      if (this.#exited)  { throw new Error("task has already exited"); }
      
      if (this.#state !== AsyncTask.State.RESOLVED) {
        throw new Error(`(component [${this.#componentIdx}]) task [${this.#id}] exited without resolution`);
      }
      
      this.validateResourceBorrowScope();
      
      const state = getOrCreateAsyncState(this.#componentIdx);
      if (!state) { throw new Error('missing async state for component [' + this.#componentIdx + ']'); }
      
      // Exempt the host from exclusive lock check
      if (this.#componentIdx !== -1 && !args?.skipExclusiveLockCheck && !this.#lockFreeEntry) {
        if (this.needsExclusiveLock() && !state.exclusivelyLockedBy(this.#id)) {
          throw new Error(`task [${this.#id}] exit: component [${this.#componentIdx}] should have been exclusively locked by it`);
        }
      }
      
      // Ownership-checked: releases only this task's own hold (a
      // task exiting while another task's slice holds the lock no
      // longer clears the foreign hold).
      state.exclusiveRelease(this.#id);
      this.notifyProgress();
      
      for (const f of this.#onExitHandlers) {
        try {
          f();
        } catch (err) {
          console.error("error during task exit handler", err);
          throw err;
        }
      }
      
      this.#exited = true;
      clearCurrentTask(this.#componentIdx, this.id());
    }
    
    needsExclusiveLock() {
      // Host (-1) tasks model host-side import handling: there is no
      // guest linear memory or executor state to protect, and host
      // calls from unrelated guest components would contend spuriously.
      if (this.#componentIdx === -1) { return false; }
      // Import-handler tasks (CallInterface) run host code nested
      // inside the calling guest slice, which already holds the
      // lock; only tasks that execute guest slices need it.
      if (!this.#callingWasmExport) { return false; }
      // A sync-lifted callee cannot be reentered until the whole
      // stackful call returns. This is the Component Model's
      // automatic-backpressure rule for async-lowered calls.
      return !this.#isAsync || this.hasCallback() || this.#calleeIsAsync === false;
    }
    
    createSubtask(args) {
      _debugLog('[AsyncTask#createSubtask()] args', args);
      const { componentIdx, childTask, callMetadata, fnName, isAsync, isManualAsync } = args;
      
      const cstate = getOrCreateAsyncState(this.#componentIdx);
      if (!cstate) {
        throw new Error(`invalid/missing async state for component idx [${componentIdx}]`);
      }
      
      const waitable = new Waitable({
        componentIdx: this.#componentIdx,
        target: `subtask (internal ID [${this.#id}])`,
      });
      
      const newSubtask = new AsyncSubtask({
        componentIdx,
        childTask,
        parentTask: this,
        callMetadata,
        isAsync,
        isManualAsync,
        fnName,
        waitable,
      });
      this.#subtasks.push(newSubtask);
      newSubtask.setTarget(`subtask (internal ID [${newSubtask.id()}], waitable [${waitable.idx()}], component [${componentIdx}])`);
      waitable.setIdx(cstate.handles.insert(newSubtask));
      waitable.setTarget(`waitable for subtask (waitable id [${waitable.idx()}], subtask internal ID [${newSubtask.id()}])`);
      return newSubtask;
    }
    
    getLatestSubtask() {
      return this.#subtasks.at(-1);
    }
    
    getSubtaskByWaitableRep(rep) {
      if (rep === undefined) { throw new TypeError('missing rep'); }
      return this.#subtasks.find(s => s.waitableRep() === rep);
    }
    
    currentSubtask() {
      _debugLog('[AsyncTask#currentSubtask()]');
      if (this.#subtasks.length === 0) { return undefined; }
      return this.#subtasks.at(-1);
    }
    
    removeSubtask(subtask) {
      if (this.#subtasks.length === 0) {
        throw new Error('cannot end current subtask: no current subtask');
      }
      this.#subtasks = this.#subtasks.filter(t => t !== subtask);
      return subtask;
    }
  }
  
  function createNewCurrentTask(args) {
    _debugLog('[createNewCurrentTask()] args', args);
    const {
      componentIdx,
      isAsync,
      isManualAsync,
      preserveFutureResult,
      entryFnName,
      parentSubtaskID,
      callbackFnName,
      getCallbackFn,
      getParamsFn,
      stringEncoding,
      errHandling,
      getCalleeParamsFn,
      resultPtr,
      callingWasmExport,
    } = args;
    if (componentIdx === undefined || componentIdx === null) {
      throw new Error('missing/invalid component instance index while starting task');
    }
    let taskMetas = ASYNC_TASKS_BY_COMPONENT_IDX.get(componentIdx);
    const callbackFn = getCallbackFn ? getCallbackFn() : null;
    
    const newTask = new AsyncTask({
      componentIdx,
      isAsync,
      isManualAsync,
      preserveFutureResult,
      entryFnName,
      callbackFn,
      callbackFnName,
      stringEncoding,
      getCalleeParamsFn,
      resultPtr,
      errHandling,
      callingWasmExport,
    });
    
    const newTaskID = newTask.id();
    const newTaskMeta = { id: newTaskID, componentIdx, task: newTask };
    
    // NOTE: do not track host tasks
    ASYNC_CURRENT_TASK_IDS.push(newTaskID);
    ASYNC_CURRENT_COMPONENT_IDXS.push(componentIdx);
    
    if (!taskMetas) {
      taskMetas = [newTaskMeta];
      ASYNC_TASKS_BY_COMPONENT_IDX.set(componentIdx, [newTaskMeta]);
    } else {
      taskMetas.push(newTaskMeta);
    }
    
    return [newTask, newTaskID];
  }
  
  const CURRENT_TASK_MAY_BLOCK= globalThis.WebAssembly ? new globalThis.WebAssembly.Global({ value: 'i32', mutable: true }, 0) : false;
  
  
  function _checkMayLeave(componentIdx) {
    if (INSTANCE_FLAGS.get(componentIdx)?.value !== 1) {
      throw new WebAssemblyRuntimeError('cannot leave component instance');
    }
  }
  
  function _guardMayLeave(componentIdx, fn) {
    return function (...args) {
      _checkMayLeave(componentIdx);
      return fn.apply(this, args);
    };
  }
  
  const symbolRscHandle = Symbol('handle');
  const symbolDispose = Symbol.dispose || Symbol.for('dispose');
  
  const HANDLE_TABLES= [];
  
  
  function finalizationRegistryCreate (unregister) {
    if (typeof FinalizationRegistry === 'undefined') {
      return { unregister () {} };
    }
    return new FinalizationRegistry(unregister);
  }
  
  class ComponentError extends Error {
    constructor (value) {
      const enumerable = typeof value !== 'string';
      super(enumerable ? `${String(value)} (see error.payload)` : value);
      Object.defineProperty(this, 'payload', { value, enumerable });
    }
  }
  
  function throwInvalidBool() {
    throw new TypeError('invalid variant discriminant for bool');
  }
  
  
  const module0 = getCoreModule('toolkit.core.wasm');
  const module1 = getCoreModule('toolkit.core2.wasm');
  const module2 = getCoreModule('toolkit.core3.wasm');
  
  let gen= (function* _initGenerator () {
    const instanceFlags0 = new WebAssembly.Global({ value: "i32", mutable: true }, 1);
    INSTANCE_FLAGS.set(0, instanceFlags0);
    let exports0;
    let exports1;
    let exports2;
    let memory0;
    let realloc0;
    let realloc0Async;
    let postReturn0;
    let postReturn0Async;
    let postReturn1;
    let postReturn1Async;
    let postReturn2;
    let postReturn2Async;
    let postReturn3;
    let postReturn3Async;
    let postReturn4;
    let postReturn4Async;
    let postReturn5;
    let postReturn5Async;
    let postReturn6;
    let postReturn6Async;
    let postReturn7;
    let postReturn7Async;
    let postReturn8;
    let postReturn8Async;
    let postReturn9;
    let postReturn9Async;
    let postReturn10;
    let postReturn10Async;
    let postReturn11;
    let postReturn11Async;
    let postReturn12;
    let postReturn12Async;
    let describe010Describe;
    
    function describe(arg0) {
      
      const hostProvided = false;
      getOrCreateAsyncState(0).throwIfTrapped();
      
      const [task, _wasm_call_currentTaskID] = createNewCurrentTask({
        componentIdx: 0,
        isAsync: false,
        isManualAsync: false,
        preserveFutureResult: false,
        entryFnName: 'describe010Describe',
        getCallbackFn: () => null,
        callbackFnName: null,
        errHandling: 'throw-result-err',
        callingWasmExport: true,
      });
      task.setCalleeIsAsync(false);
      
      const started = task.enterSync();
      CURRENT_TASK_MAY_BLOCK.value = task.mayBlock() ? 1 : 0;
      
      if (0!== null) {
        task.setReturnMemoryIdx(0);
        task.setReturnMemory((() => memory0)());
      }
      
      
      return _withGlobalCurrentTaskMeta({
        taskID: task.id(),
        componentIdx: task.componentIdx(),
        fn: () => {
          try {
            
            var val0 = arg0;
            var len0 = Array.isArray(val0) ? val0.length : val0.byteLength;
            var ptr0 = realloc0(0, 0, 1, len0 * 1);
            
            let valData0;
            const valLenBytes0 = len0 * 1;
            if (Array.isArray(val0)) {
              // Regular array likely containing numbers, write values to memory
              let offset = 0;
              const dv0 = new DataView(memory0.buffer);
              for (const v of val0) {
                _requireValidNumericPrimitive.bind(null, 'u8')(v);
                dv0.setUint8(ptr0+ offset, v, true);
                offset += 1;
              }
            } else {
              // TypedArray / ArrayBuffer-like, direct copy
              valData0 = new Uint8Array(val0.buffer || val0, val0.byteOffset, valLenBytes0);
              const out0 = new Uint8Array(memory0.buffer, ptr0, valLenBytes0);
              out0.set(valData0);
            }
            
            _debugLog('[iface="wit-studio:toolkit/describe@0.1.0", function="describe"][Instruction::CallWasm] enter', {
              funcName: 'describe',
              paramCount: 2,
              async: false,
              postReturn: true,
            });
            
            let ret;
            
            try {
              ret =  _withGlobalCurrentTaskMeta({
                taskID: task.id(),
                componentIdx: task.componentIdx(),
                fn: () => describe010Describe(ptr0, len0),
              });
            } catch (err) {
              
              _debugLog('[Instruction::CallWasm] error during sync call', {
                taskID: task.id(),
                err,
              });
              getOrCreateAsyncState(0).markTrapped(err);
              task.setErrored(err);
              task.reject(err);
              task.exit();
              throw err;
              
            }
            
            let variant19;
            switch (dataView(memory0).getUint8(ret + 0, true)) {
              case 0: {
                var len8 = dataView(memory0).getUint32(ret + 8, true);
                var base8 = dataView(memory0).getUint32(ret + 4, true);
                if (base8 % 4 !== 0) throw new TypeError(`list pointer [${base8}] is not aligned to 4`);
                var result8 = [];
                for (let i = 0; i < len8; i++) {
                  const base = base8 + i * 28;
                  var ptr1 = dataView(memory0).getUint32(base + 0, true);
                  var len1 = dataView(memory0).getUint32(base + 4, true);
                  var result1 = TEXT_DECODER_UTF8.decode(new Uint8Array(memory0.buffer, ptr1, len1));
                  let enum2;
                  switch (dataView(memory0).getUint8(base + 8, true)) {
                    case 0: {
                      enum2 = 'interface';
                      break;
                    }
                    case 1: {
                      enum2 = 'func';
                      break;
                    }
                    case 2: {
                      enum2 = 'type';
                      break;
                    }
                    case 3: {
                      enum2 = 'component';
                      break;
                    }
                    case 4: {
                      enum2 = 'module';
                      break;
                    }
                    case 5: {
                      enum2 = 'value';
                      break;
                    }
                    default: {
                      throw new TypeError('invalid discriminant specified for Kind');
                    }
                  }
                  var len4 = dataView(memory0).getUint32(base + 16, true);
                  var base4 = dataView(memory0).getUint32(base + 12, true);
                  if (base4 % 4 !== 0) throw new TypeError(`list pointer [${base4}] is not aligned to 4`);
                  var result4 = [];
                  for (let i = 0; i < len4; i++) {
                    const base = base4 + i * 8;
                    var ptr3 = dataView(memory0).getUint32(base + 0, true);
                    var len3 = dataView(memory0).getUint32(base + 4, true);
                    var result3 = TEXT_DECODER_UTF8.decode(new Uint8Array(memory0.buffer, ptr3, len3));
                    result4.push(result3);
                  }
                  var len7 = dataView(memory0).getUint32(base + 24, true);
                  var base7 = dataView(memory0).getUint32(base + 20, true);
                  if (base7 % 4 !== 0) throw new TypeError(`list pointer [${base7}] is not aligned to 4`);
                  var result7 = [];
                  for (let i = 0; i < len7; i++) {
                    const base = base7 + i * 16;
                    var ptr5 = dataView(memory0).getUint32(base + 0, true);
                    var len5 = dataView(memory0).getUint32(base + 4, true);
                    var result5 = TEXT_DECODER_UTF8.decode(new Uint8Array(memory0.buffer, ptr5, len5));
                    var ptr6 = dataView(memory0).getUint32(base + 8, true);
                    var len6 = dataView(memory0).getUint32(base + 12, true);
                    var result6 = TEXT_DECODER_UTF8.decode(new Uint8Array(memory0.buffer, ptr6, len6));
                    result7.push({
                      interface: result5,
                      type: result6,
                    });
                  }
                  result8.push({
                    name: result1,
                    kind: enum2,
                    functions: result4,
                    uses: result7,
                  });
                }
                var len16 = dataView(memory0).getUint32(ret + 16, true);
                var base16 = dataView(memory0).getUint32(ret + 12, true);
                if (base16 % 4 !== 0) throw new TypeError(`list pointer [${base16}] is not aligned to 4`);
                var result16 = [];
                for (let i = 0; i < len16; i++) {
                  const base = base16 + i * 28;
                  var ptr9 = dataView(memory0).getUint32(base + 0, true);
                  var len9 = dataView(memory0).getUint32(base + 4, true);
                  var result9 = TEXT_DECODER_UTF8.decode(new Uint8Array(memory0.buffer, ptr9, len9));
                  let enum10;
                  switch (dataView(memory0).getUint8(base + 8, true)) {
                    case 0: {
                      enum10 = 'interface';
                      break;
                    }
                    case 1: {
                      enum10 = 'func';
                      break;
                    }
                    case 2: {
                      enum10 = 'type';
                      break;
                    }
                    case 3: {
                      enum10 = 'component';
                      break;
                    }
                    case 4: {
                      enum10 = 'module';
                      break;
                    }
                    case 5: {
                      enum10 = 'value';
                      break;
                    }
                    default: {
                      throw new TypeError('invalid discriminant specified for Kind');
                    }
                  }
                  var len12 = dataView(memory0).getUint32(base + 16, true);
                  var base12 = dataView(memory0).getUint32(base + 12, true);
                  if (base12 % 4 !== 0) throw new TypeError(`list pointer [${base12}] is not aligned to 4`);
                  var result12 = [];
                  for (let i = 0; i < len12; i++) {
                    const base = base12 + i * 8;
                    var ptr11 = dataView(memory0).getUint32(base + 0, true);
                    var len11 = dataView(memory0).getUint32(base + 4, true);
                    var result11 = TEXT_DECODER_UTF8.decode(new Uint8Array(memory0.buffer, ptr11, len11));
                    result12.push(result11);
                  }
                  var len15 = dataView(memory0).getUint32(base + 24, true);
                  var base15 = dataView(memory0).getUint32(base + 20, true);
                  if (base15 % 4 !== 0) throw new TypeError(`list pointer [${base15}] is not aligned to 4`);
                  var result15 = [];
                  for (let i = 0; i < len15; i++) {
                    const base = base15 + i * 16;
                    var ptr13 = dataView(memory0).getUint32(base + 0, true);
                    var len13 = dataView(memory0).getUint32(base + 4, true);
                    var result13 = TEXT_DECODER_UTF8.decode(new Uint8Array(memory0.buffer, ptr13, len13));
                    var ptr14 = dataView(memory0).getUint32(base + 8, true);
                    var len14 = dataView(memory0).getUint32(base + 12, true);
                    var result14 = TEXT_DECODER_UTF8.decode(new Uint8Array(memory0.buffer, ptr14, len14));
                    result15.push({
                      interface: result13,
                      type: result14,
                    });
                  }
                  result16.push({
                    name: result9,
                    kind: enum10,
                    functions: result12,
                    uses: result15,
                  });
                }
                variant19= {
                  tag: 'ok',
                  val: {
                    imports: result8,
                    exports: result16,
                  }
                };
                break;
              }
              case 1: {
                var len18 = dataView(memory0).getUint32(ret + 8, true);
                var base18 = dataView(memory0).getUint32(ret + 4, true);
                if (base18 % 4 !== 0) throw new TypeError(`list pointer [${base18}] is not aligned to 4`);
                var result18 = [];
                for (let i = 0; i < len18; i++) {
                  const base = base18 + i * 8;
                  var ptr17 = dataView(memory0).getUint32(base + 0, true);
                  var len17 = dataView(memory0).getUint32(base + 4, true);
                  var result17 = TEXT_DECODER_UTF8.decode(new Uint8Array(memory0.buffer, ptr17, len17));
                  result18.push(result17);
                }
                variant19= {
                  tag: 'err',
                  val: result18
                };
                break;
              }
              default: {
                throw new TypeError('invalid variant discriminant for expected');
              }
            }
            _debugLog('[iface="wit-studio:toolkit/describe@0.1.0", function="describe"][Instruction::Return]', {
              funcName: 'describe',
              paramCount: 1,
              async: false,
              postReturn: true
            });
            const retCopy = variant19;
            task.resolve([retCopy.val]);
            
            let cstate = getOrCreateAsyncState(0);
            cstate.mayLeave = false;
            postReturn0(ret);
            cstate.mayLeave = true;
            task.exit();
            
            
            
            if (typeof retCopy === 'object' && retCopy.tag === 'err') {
              throw new ComponentError(retCopy.val);
            }
            return retCopy.val;
            
            
          } catch (err) {
            if (!task.isResolvedState()) {
              task.setErrored(err);
              task.reject(err);
            }
            if (!task.isExited()) { task.exit({ skipExclusiveLockCheck: true }); }
            throw err;
          }
        },
      });
      
    }
    
    const handleTable0 = [T_FLAG, 0];
    handleTable0._createdReps = new Set();
    handleTable0._componentIdx = 0;
    const finalizationRegistry0 = finalizationRegistryCreate((handle) => {
      const { rep } = rscTableRemove(handleTable0, handle);
      exports0['0'](rep);
    });
    
    HANDLE_TABLES[0] = handleTable0;
    let graph010ConstructorGraph;
    
    class Graph{
      constructor() {
        
        const hostProvided = false;
        getOrCreateAsyncState(0).throwIfTrapped();
        
        const [task, _wasm_call_currentTaskID] = createNewCurrentTask({
          componentIdx: 0,
          isAsync: false,
          isManualAsync: false,
          preserveFutureResult: false,
          entryFnName: 'graph010ConstructorGraph',
          getCallbackFn: () => null,
          callbackFnName: null,
          errHandling: 'none',
          callingWasmExport: true,
        });
        task.setCalleeIsAsync(false);
        
        const started = task.enterSync();
        CURRENT_TASK_MAY_BLOCK.value = task.mayBlock() ? 1 : 0;
        
        if (null!== null) {
          task.setReturnMemoryIdx(null);
          task.setReturnMemory((() => null)());
        }
        
        
        return _withGlobalCurrentTaskMeta({
          taskID: task.id(),
          componentIdx: task.componentIdx(),
          fn: () => {
            try {
              
              _debugLog('[iface="wit-studio:toolkit/graph@0.1.0", function="[constructor]graph"][Instruction::CallWasm] enter', {
                funcName: '[constructor]graph',
                paramCount: 0,
                async: false,
                postReturn: false,
              });
              
              let ret;
              
              try {
                ret =  _withGlobalCurrentTaskMeta({
                  taskID: task.id(),
                  componentIdx: task.componentIdx(),
                  fn: () => graph010ConstructorGraph(),
                });
              } catch (err) {
                
                _debugLog('[Instruction::CallWasm] error during sync call', {
                  taskID: task.id(),
                  err,
                });
                getOrCreateAsyncState(0).markTrapped(err);
                task.setErrored(err);
                task.reject(err);
                task.exit();
                throw err;
                
              }
              
              var handle1 = ret;
              var rsc0 = new.target === Graph ? this : Object.create(Graph.prototype);
              Object.defineProperty(rsc0, symbolRscHandle, { writable: true, value: handle1});
              finalizationRegistry0.register(rsc0, handle1, rsc0);
              Object.defineProperty(rsc0, symbolDispose, { writable: true, value: function () {
                finalizationRegistry0.unregister(rsc0);
                const handleEntry = rscTableRemove(handleTable0, handle1);
                rsc0[symbolDispose] = emptyFunc;
                rsc0[symbolRscHandle] = undefined;
                exports0['0'](handleEntry.rep);
              }});
              _debugLog('[iface="wit-studio:toolkit/graph@0.1.0", function="[constructor]graph"][Instruction::Return]', {
                funcName: '[constructor]graph',
                paramCount: 1,
                async: false,
                postReturn: false
              });
              task.resolve([rsc0]);
              task.exit();
              return rsc0;
              
            } catch (err) {
              if (!task.isResolvedState()) {
                task.setErrored(err);
                task.reject(err);
              }
              if (!task.isExited()) { task.exit({ skipExclusiveLockCheck: true }); }
              throw err;
            }
          },
        });
        
      }
    }
    let graph010MethodGraphLoad;
    
    Graph.prototype.load = function load(arg1) {
      
      const hostProvided = false;
      getOrCreateAsyncState(0).throwIfTrapped();
      
      const [task, _wasm_call_currentTaskID] = createNewCurrentTask({
        componentIdx: 0,
        isAsync: false,
        isManualAsync: false,
        preserveFutureResult: false,
        entryFnName: 'graph010MethodGraphLoad',
        getCallbackFn: () => null,
        callbackFnName: null,
        errHandling: 'throw-result-err',
        callingWasmExport: true,
      });
      task.setCalleeIsAsync(false);
      
      const started = task.enterSync();
      CURRENT_TASK_MAY_BLOCK.value = task.mayBlock() ? 1 : 0;
      
      if (0!== null) {
        task.setReturnMemoryIdx(0);
        task.setReturnMemory((() => memory0)());
      }
      
      
      return _withGlobalCurrentTaskMeta({
        taskID: task.id(),
        componentIdx: task.componentIdx(),
        fn: () => {
          try {
            
            
            var handle1 = this[symbolRscHandle];
            if (!handle1 || (handleTable0[(handle1 << 1) + 1] & T_FLAG) === 0) {
              throw new TypeError('Resource error: Not a valid \"Graph\" resource.');
            }
            var handle0 = handleTable0[(handle1 << 1) + 1] & ~T_FLAG;
            
            var val2 = arg1;
            var len2 = Array.isArray(val2) ? val2.length : val2.byteLength;
            var ptr2 = realloc0(0, 0, 1, len2 * 1);
            
            let valData2;
            const valLenBytes2 = len2 * 1;
            if (Array.isArray(val2)) {
              // Regular array likely containing numbers, write values to memory
              let offset = 0;
              const dv2 = new DataView(memory0.buffer);
              for (const v of val2) {
                _requireValidNumericPrimitive.bind(null, 'u8')(v);
                dv2.setUint8(ptr2+ offset, v, true);
                offset += 1;
              }
            } else {
              // TypedArray / ArrayBuffer-like, direct copy
              valData2 = new Uint8Array(val2.buffer || val2, val2.byteOffset, valLenBytes2);
              const out2 = new Uint8Array(memory0.buffer, ptr2, valLenBytes2);
              out2.set(valData2);
            }
            
            _debugLog('[iface="wit-studio:toolkit/graph@0.1.0", function="[method]graph.load"][Instruction::CallWasm] enter', {
              funcName: '[method]graph.load',
              paramCount: 3,
              async: false,
              postReturn: true,
            });
            
            let ret;
            
            try {
              ret =  _withGlobalCurrentTaskMeta({
                taskID: task.id(),
                componentIdx: task.componentIdx(),
                fn: () => graph010MethodGraphLoad(handle0, ptr2, len2),
              });
            } catch (err) {
              
              _debugLog('[Instruction::CallWasm] error during sync call', {
                taskID: task.id(),
                err,
              });
              getOrCreateAsyncState(0).markTrapped(err);
              task.setErrored(err);
              task.reject(err);
              task.exit();
              throw err;
              
            }
            
            let variant21;
            switch (dataView(memory0).getUint8(ret + 0, true)) {
              case 0: {
                var len10 = dataView(memory0).getUint32(ret + 8, true);
                var base10 = dataView(memory0).getUint32(ret + 4, true);
                if (base10 % 4 !== 0) throw new TypeError(`list pointer [${base10}] is not aligned to 4`);
                var result10 = [];
                for (let i = 0; i < len10; i++) {
                  const base = base10 + i * 28;
                  var ptr3 = dataView(memory0).getUint32(base + 0, true);
                  var len3 = dataView(memory0).getUint32(base + 4, true);
                  var result3 = TEXT_DECODER_UTF8.decode(new Uint8Array(memory0.buffer, ptr3, len3));
                  let enum4;
                  switch (dataView(memory0).getUint8(base + 8, true)) {
                    case 0: {
                      enum4 = 'interface';
                      break;
                    }
                    case 1: {
                      enum4 = 'func';
                      break;
                    }
                    case 2: {
                      enum4 = 'type';
                      break;
                    }
                    case 3: {
                      enum4 = 'component';
                      break;
                    }
                    case 4: {
                      enum4 = 'module';
                      break;
                    }
                    case 5: {
                      enum4 = 'value';
                      break;
                    }
                    default: {
                      throw new TypeError('invalid discriminant specified for Kind');
                    }
                  }
                  var len6 = dataView(memory0).getUint32(base + 16, true);
                  var base6 = dataView(memory0).getUint32(base + 12, true);
                  if (base6 % 4 !== 0) throw new TypeError(`list pointer [${base6}] is not aligned to 4`);
                  var result6 = [];
                  for (let i = 0; i < len6; i++) {
                    const base = base6 + i * 8;
                    var ptr5 = dataView(memory0).getUint32(base + 0, true);
                    var len5 = dataView(memory0).getUint32(base + 4, true);
                    var result5 = TEXT_DECODER_UTF8.decode(new Uint8Array(memory0.buffer, ptr5, len5));
                    result6.push(result5);
                  }
                  var len9 = dataView(memory0).getUint32(base + 24, true);
                  var base9 = dataView(memory0).getUint32(base + 20, true);
                  if (base9 % 4 !== 0) throw new TypeError(`list pointer [${base9}] is not aligned to 4`);
                  var result9 = [];
                  for (let i = 0; i < len9; i++) {
                    const base = base9 + i * 16;
                    var ptr7 = dataView(memory0).getUint32(base + 0, true);
                    var len7 = dataView(memory0).getUint32(base + 4, true);
                    var result7 = TEXT_DECODER_UTF8.decode(new Uint8Array(memory0.buffer, ptr7, len7));
                    var ptr8 = dataView(memory0).getUint32(base + 8, true);
                    var len8 = dataView(memory0).getUint32(base + 12, true);
                    var result8 = TEXT_DECODER_UTF8.decode(new Uint8Array(memory0.buffer, ptr8, len8));
                    result9.push({
                      interface: result7,
                      type: result8,
                    });
                  }
                  result10.push({
                    name: result3,
                    kind: enum4,
                    functions: result6,
                    uses: result9,
                  });
                }
                var len18 = dataView(memory0).getUint32(ret + 16, true);
                var base18 = dataView(memory0).getUint32(ret + 12, true);
                if (base18 % 4 !== 0) throw new TypeError(`list pointer [${base18}] is not aligned to 4`);
                var result18 = [];
                for (let i = 0; i < len18; i++) {
                  const base = base18 + i * 28;
                  var ptr11 = dataView(memory0).getUint32(base + 0, true);
                  var len11 = dataView(memory0).getUint32(base + 4, true);
                  var result11 = TEXT_DECODER_UTF8.decode(new Uint8Array(memory0.buffer, ptr11, len11));
                  let enum12;
                  switch (dataView(memory0).getUint8(base + 8, true)) {
                    case 0: {
                      enum12 = 'interface';
                      break;
                    }
                    case 1: {
                      enum12 = 'func';
                      break;
                    }
                    case 2: {
                      enum12 = 'type';
                      break;
                    }
                    case 3: {
                      enum12 = 'component';
                      break;
                    }
                    case 4: {
                      enum12 = 'module';
                      break;
                    }
                    case 5: {
                      enum12 = 'value';
                      break;
                    }
                    default: {
                      throw new TypeError('invalid discriminant specified for Kind');
                    }
                  }
                  var len14 = dataView(memory0).getUint32(base + 16, true);
                  var base14 = dataView(memory0).getUint32(base + 12, true);
                  if (base14 % 4 !== 0) throw new TypeError(`list pointer [${base14}] is not aligned to 4`);
                  var result14 = [];
                  for (let i = 0; i < len14; i++) {
                    const base = base14 + i * 8;
                    var ptr13 = dataView(memory0).getUint32(base + 0, true);
                    var len13 = dataView(memory0).getUint32(base + 4, true);
                    var result13 = TEXT_DECODER_UTF8.decode(new Uint8Array(memory0.buffer, ptr13, len13));
                    result14.push(result13);
                  }
                  var len17 = dataView(memory0).getUint32(base + 24, true);
                  var base17 = dataView(memory0).getUint32(base + 20, true);
                  if (base17 % 4 !== 0) throw new TypeError(`list pointer [${base17}] is not aligned to 4`);
                  var result17 = [];
                  for (let i = 0; i < len17; i++) {
                    const base = base17 + i * 16;
                    var ptr15 = dataView(memory0).getUint32(base + 0, true);
                    var len15 = dataView(memory0).getUint32(base + 4, true);
                    var result15 = TEXT_DECODER_UTF8.decode(new Uint8Array(memory0.buffer, ptr15, len15));
                    var ptr16 = dataView(memory0).getUint32(base + 8, true);
                    var len16 = dataView(memory0).getUint32(base + 12, true);
                    var result16 = TEXT_DECODER_UTF8.decode(new Uint8Array(memory0.buffer, ptr16, len16));
                    result17.push({
                      interface: result15,
                      type: result16,
                    });
                  }
                  result18.push({
                    name: result11,
                    kind: enum12,
                    functions: result14,
                    uses: result17,
                  });
                }
                variant21= {
                  tag: 'ok',
                  val: {
                    imports: result10,
                    exports: result18,
                  }
                };
                break;
              }
              case 1: {
                var len20 = dataView(memory0).getUint32(ret + 8, true);
                var base20 = dataView(memory0).getUint32(ret + 4, true);
                if (base20 % 4 !== 0) throw new TypeError(`list pointer [${base20}] is not aligned to 4`);
                var result20 = [];
                for (let i = 0; i < len20; i++) {
                  const base = base20 + i * 8;
                  var ptr19 = dataView(memory0).getUint32(base + 0, true);
                  var len19 = dataView(memory0).getUint32(base + 4, true);
                  var result19 = TEXT_DECODER_UTF8.decode(new Uint8Array(memory0.buffer, ptr19, len19));
                  result20.push(result19);
                }
                variant21= {
                  tag: 'err',
                  val: result20
                };
                break;
              }
              default: {
                throw new TypeError('invalid variant discriminant for expected');
              }
            }
            _debugLog('[iface="wit-studio:toolkit/graph@0.1.0", function="[method]graph.load"][Instruction::Return]', {
              funcName: '[method]graph.load',
              paramCount: 1,
              async: false,
              postReturn: true
            });
            const retCopy = variant21;
            task.resolve([retCopy.val]);
            
            let cstate = getOrCreateAsyncState(0);
            cstate.mayLeave = false;
            postReturn0(ret);
            cstate.mayLeave = true;
            task.exit();
            
            
            
            if (typeof retCopy === 'object' && retCopy.tag === 'err') {
              throw new ComponentError(retCopy.val);
            }
            return retCopy.val;
            
            
          } catch (err) {
            if (!task.isResolvedState()) {
              task.setErrored(err);
              task.reject(err);
            }
            if (!task.isExited()) { task.exit({ skipExclusiveLockCheck: true }); }
            throw err;
          }
        },
      });
      
    };
    let graph010MethodGraphInstantiate;
    
    Graph.prototype.instantiate = function instantiate(arg1, arg2) {
      
      const hostProvided = false;
      getOrCreateAsyncState(0).throwIfTrapped();
      
      const [task, _wasm_call_currentTaskID] = createNewCurrentTask({
        componentIdx: 0,
        isAsync: false,
        isManualAsync: false,
        preserveFutureResult: false,
        entryFnName: 'graph010MethodGraphInstantiate',
        getCallbackFn: () => null,
        callbackFnName: null,
        errHandling: 'none',
        callingWasmExport: true,
      });
      task.setCalleeIsAsync(false);
      
      const started = task.enterSync();
      CURRENT_TASK_MAY_BLOCK.value = task.mayBlock() ? 1 : 0;
      
      if (0!== null) {
        task.setReturnMemoryIdx(0);
        task.setReturnMemory((() => memory0)());
      }
      
      
      return _withGlobalCurrentTaskMeta({
        taskID: task.id(),
        componentIdx: task.componentIdx(),
        fn: () => {
          try {
            
            
            var handle1 = this[symbolRscHandle];
            if (!handle1 || (handleTable0[(handle1 << 1) + 1] & T_FLAG) === 0) {
              throw new TypeError('Resource error: Not a valid \"Graph\" resource.');
            }
            var handle0 = handleTable0[(handle1 << 1) + 1] & ~T_FLAG;
            
            
            var encodeRes = _utf8AllocateAndEncode(arg2, realloc0, memory0);
            var ptr2= encodeRes.ptr;
            var len2 = encodeRes.len;
            
            _debugLog('[iface="wit-studio:toolkit/graph@0.1.0", function="[method]graph.instantiate"][Instruction::CallWasm] enter', {
              funcName: '[method]graph.instantiate',
              paramCount: 4,
              async: false,
              postReturn: false,
            });
            
            let ret;
            
            try {
              ret =  _withGlobalCurrentTaskMeta({
                taskID: task.id(),
                componentIdx: task.componentIdx(),
                fn: () => graph010MethodGraphInstantiate(handle0, toUint32(arg1), ptr2, len2),
              });
            } catch (err) {
              
              _debugLog('[Instruction::CallWasm] error during sync call', {
                taskID: task.id(),
                err,
              });
              getOrCreateAsyncState(0).markTrapped(err);
              task.setErrored(err);
              task.reject(err);
              task.exit();
              throw err;
              
            }
            
            _debugLog('[iface="wit-studio:toolkit/graph@0.1.0", function="[method]graph.instantiate"][Instruction::Return]', {
              funcName: '[method]graph.instantiate',
              paramCount: 1,
              async: false,
              postReturn: false
            });
            task.resolve([ret >>> 0]);
            task.exit();
            return ret >>> 0;
            
          } catch (err) {
            if (!task.isResolvedState()) {
              task.setErrored(err);
              task.reject(err);
            }
            if (!task.isExited()) { task.exit({ skipExclusiveLockCheck: true }); }
            throw err;
          }
        },
      });
      
    };
    let graph010MethodGraphWire;
    
    Graph.prototype.wire = function wire(arg1, arg2, arg3, arg4, arg5) {
      
      const hostProvided = false;
      getOrCreateAsyncState(0).throwIfTrapped();
      
      const [task, _wasm_call_currentTaskID] = createNewCurrentTask({
        componentIdx: 0,
        isAsync: false,
        isManualAsync: false,
        preserveFutureResult: false,
        entryFnName: 'graph010MethodGraphWire',
        getCallbackFn: () => null,
        callbackFnName: null,
        errHandling: 'throw-result-err',
        callingWasmExport: true,
      });
      task.setCalleeIsAsync(false);
      
      const started = task.enterSync();
      CURRENT_TASK_MAY_BLOCK.value = task.mayBlock() ? 1 : 0;
      
      if (0!== null) {
        task.setReturnMemoryIdx(0);
        task.setReturnMemory((() => memory0)());
      }
      
      
      return _withGlobalCurrentTaskMeta({
        taskID: task.id(),
        componentIdx: task.componentIdx(),
        fn: () => {
          try {
            
            
            var handle1 = this[symbolRscHandle];
            if (!handle1 || (handleTable0[(handle1 << 1) + 1] & T_FLAG) === 0) {
              throw new TypeError('Resource error: Not a valid \"Graph\" resource.');
            }
            var handle0 = handleTable0[(handle1 << 1) + 1] & ~T_FLAG;
            
            
            var encodeRes = _utf8AllocateAndEncode(arg2, realloc0, memory0);
            var ptr2= encodeRes.ptr;
            var len2 = encodeRes.len;
            
            
            var encodeRes = _utf8AllocateAndEncode(arg4, realloc0, memory0);
            var ptr3= encodeRes.ptr;
            var len3 = encodeRes.len;
            
            var variant5 = arg5;
            let variant5_0;
            let variant5_1;
            let variant5_2;
            if (variant5 === null || variant5=== undefined) {
              variant5_0 = 0;
              variant5_1 = 0;
              variant5_2 = 0;
            } else {
              const e = variant5;
              
              var encodeRes = _utf8AllocateAndEncode(e, realloc0, memory0);
              var ptr4= encodeRes.ptr;
              var len4 = encodeRes.len;
              
              variant5_0 = 1;
              variant5_1 = ptr4;
              variant5_2 = len4;
            }
            _debugLog('[iface="wit-studio:toolkit/graph@0.1.0", function="[method]graph.wire"][Instruction::CallWasm] enter', {
              funcName: '[method]graph.wire',
              paramCount: 10,
              async: false,
              postReturn: true,
            });
            
            let ret;
            
            try {
              ret =  _withGlobalCurrentTaskMeta({
                taskID: task.id(),
                componentIdx: task.componentIdx(),
                fn: () => graph010MethodGraphWire(handle0, toUint32(arg1), ptr2, len2, toUint32(arg3), ptr3, len3, variant5_0, variant5_1, variant5_2),
              });
            } catch (err) {
              
              _debugLog('[Instruction::CallWasm] error during sync call', {
                taskID: task.id(),
                err,
              });
              getOrCreateAsyncState(0).markTrapped(err);
              task.setErrored(err);
              task.reject(err);
              task.exit();
              throw err;
              
            }
            
            let variant16;
            switch (dataView(memory0).getUint8(ret + 0, true)) {
              case 0: {
                variant16= {
                  tag: 'ok',
                  val: undefined
                };
                break;
              }
              case 1: {
                let variant15;
                switch (dataView(memory0).getUint8(ret + 4, true)) {
                  case 0: {
                    var len12 = dataView(memory0).getUint32(ret + 12, true);
                    var base12 = dataView(memory0).getUint32(ret + 8, true);
                    if (base12 % 4 !== 0) throw new TypeError(`list pointer [${base12}] is not aligned to 4`);
                    var result12 = [];
                    for (let i = 0; i < len12; i++) {
                      const base = base12 + i * 36;
                      var ptr6 = dataView(memory0).getUint32(base + 0, true);
                      var len6 = dataView(memory0).getUint32(base + 4, true);
                      var result6 = TEXT_DECODER_UTF8.decode(new Uint8Array(memory0.buffer, ptr6, len6));
                      var ptr7 = dataView(memory0).getUint32(base + 8, true);
                      var len7 = dataView(memory0).getUint32(base + 12, true);
                      var result7 = TEXT_DECODER_UTF8.decode(new Uint8Array(memory0.buffer, ptr7, len7));
                      let variant9;
                      switch (dataView(memory0).getUint8(base + 16, true)) {
                        case 0: {
                          variant9 = undefined;
                          break;
                        }
                        case 1: {
                          var ptr8 = dataView(memory0).getUint32(base + 20, true);
                          var len8 = dataView(memory0).getUint32(base + 24, true);
                          var result8 = TEXT_DECODER_UTF8.decode(new Uint8Array(memory0.buffer, ptr8, len8));
                          variant9 = result8;
                          break;
                        }
                        default: {
                          throw new TypeError('invalid variant discriminant for option');
                        }
                      }
                      var len11 = dataView(memory0).getUint32(base + 32, true);
                      var base11 = dataView(memory0).getUint32(base + 28, true);
                      if (base11 % 4 !== 0) throw new TypeError(`list pointer [${base11}] is not aligned to 4`);
                      var result11 = [];
                      for (let i = 0; i < len11; i++) {
                        const base = base11 + i * 8;
                        var ptr10 = dataView(memory0).getUint32(base + 0, true);
                        var len10 = dataView(memory0).getUint32(base + 4, true);
                        var result10 = TEXT_DECODER_UTF8.decode(new Uint8Array(memory0.buffer, ptr10, len10));
                        result11.push(result10);
                      }
                      result12.push({
                        name: result6,
                        expected: result7,
                        found: variant9,
                        reasons: result11,
                      });
                    }
                    variant15= {
                      tag: 'mismatch',
                      val: result12
                    };
                    break;
                  }
                  case 1: {
                    var len14 = dataView(memory0).getUint32(ret + 12, true);
                    var base14 = dataView(memory0).getUint32(ret + 8, true);
                    if (base14 % 4 !== 0) throw new TypeError(`list pointer [${base14}] is not aligned to 4`);
                    var result14 = [];
                    for (let i = 0; i < len14; i++) {
                      const base = base14 + i * 8;
                      var ptr13 = dataView(memory0).getUint32(base + 0, true);
                      var len13 = dataView(memory0).getUint32(base + 4, true);
                      var result13 = TEXT_DECODER_UTF8.decode(new Uint8Array(memory0.buffer, ptr13, len13));
                      result14.push(result13);
                    }
                    variant15= {
                      tag: 'refused',
                      val: result14
                    };
                    break;
                  }
                  default: {
                    throw new TypeError('invalid variant discriminant for WireError');
                  }
                }
                variant16= {
                  tag: 'err',
                  val: variant15
                };
                break;
              }
              default: {
                throw new TypeError('invalid variant discriminant for expected');
              }
            }
            _debugLog('[iface="wit-studio:toolkit/graph@0.1.0", function="[method]graph.wire"][Instruction::Return]', {
              funcName: '[method]graph.wire',
              paramCount: 1,
              async: false,
              postReturn: true
            });
            const retCopy = variant16;
            task.resolve([retCopy.val]);
            
            let cstate = getOrCreateAsyncState(0);
            cstate.mayLeave = false;
            postReturn1(ret);
            cstate.mayLeave = true;
            task.exit();
            
            
            
            if (typeof retCopy === 'object' && retCopy.tag === 'err') {
              throw new ComponentError(retCopy.val);
            }
            return retCopy.val;
            
            
          } catch (err) {
            if (!task.isResolvedState()) {
              task.setErrored(err);
              task.reject(err);
            }
            if (!task.isExited()) { task.exit({ skipExclusiveLockCheck: true }); }
            throw err;
          }
        },
      });
      
    };
    let graph010MethodGraphExport;
    
    Graph.prototype.export = function $export(arg1, arg2, arg3, arg4) {
      
      const hostProvided = false;
      getOrCreateAsyncState(0).throwIfTrapped();
      
      const [task, _wasm_call_currentTaskID] = createNewCurrentTask({
        componentIdx: 0,
        isAsync: false,
        isManualAsync: false,
        preserveFutureResult: false,
        entryFnName: 'graph010MethodGraphExport',
        getCallbackFn: () => null,
        callbackFnName: null,
        errHandling: 'throw-result-err',
        callingWasmExport: true,
      });
      task.setCalleeIsAsync(false);
      
      const started = task.enterSync();
      CURRENT_TASK_MAY_BLOCK.value = task.mayBlock() ? 1 : 0;
      
      if (0!== null) {
        task.setReturnMemoryIdx(0);
        task.setReturnMemory((() => memory0)());
      }
      
      
      return _withGlobalCurrentTaskMeta({
        taskID: task.id(),
        componentIdx: task.componentIdx(),
        fn: () => {
          try {
            
            
            var handle1 = this[symbolRscHandle];
            if (!handle1 || (handleTable0[(handle1 << 1) + 1] & T_FLAG) === 0) {
              throw new TypeError('Resource error: Not a valid \"Graph\" resource.');
            }
            var handle0 = handleTable0[(handle1 << 1) + 1] & ~T_FLAG;
            
            
            var encodeRes = _utf8AllocateAndEncode(arg2, realloc0, memory0);
            var ptr2= encodeRes.ptr;
            var len2 = encodeRes.len;
            
            var variant4 = arg3;
            let variant4_0;
            let variant4_1;
            let variant4_2;
            if (variant4 === null || variant4=== undefined) {
              variant4_0 = 0;
              variant4_1 = 0;
              variant4_2 = 0;
            } else {
              const e = variant4;
              
              var encodeRes = _utf8AllocateAndEncode(e, realloc0, memory0);
              var ptr3= encodeRes.ptr;
              var len3 = encodeRes.len;
              
              variant4_0 = 1;
              variant4_1 = ptr3;
              variant4_2 = len3;
            }
            
            var encodeRes = _utf8AllocateAndEncode(arg4, realloc0, memory0);
            var ptr5= encodeRes.ptr;
            var len5 = encodeRes.len;
            
            _debugLog('[iface="wit-studio:toolkit/graph@0.1.0", function="[method]graph.export"][Instruction::CallWasm] enter', {
              funcName: '[method]graph.export',
              paramCount: 9,
              async: false,
              postReturn: true,
            });
            
            let ret;
            
            try {
              ret =  _withGlobalCurrentTaskMeta({
                taskID: task.id(),
                componentIdx: task.componentIdx(),
                fn: () => graph010MethodGraphExport(handle0, toUint32(arg1), ptr2, len2, variant4_0, variant4_1, variant4_2, ptr5, len5),
              });
            } catch (err) {
              
              _debugLog('[Instruction::CallWasm] error during sync call', {
                taskID: task.id(),
                err,
              });
              getOrCreateAsyncState(0).markTrapped(err);
              task.setErrored(err);
              task.reject(err);
              task.exit();
              throw err;
              
            }
            
            let variant8;
            switch (dataView(memory0).getUint8(ret + 0, true)) {
              case 0: {
                variant8= {
                  tag: 'ok',
                  val: undefined
                };
                break;
              }
              case 1: {
                var len7 = dataView(memory0).getUint32(ret + 8, true);
                var base7 = dataView(memory0).getUint32(ret + 4, true);
                if (base7 % 4 !== 0) throw new TypeError(`list pointer [${base7}] is not aligned to 4`);
                var result7 = [];
                for (let i = 0; i < len7; i++) {
                  const base = base7 + i * 8;
                  var ptr6 = dataView(memory0).getUint32(base + 0, true);
                  var len6 = dataView(memory0).getUint32(base + 4, true);
                  var result6 = TEXT_DECODER_UTF8.decode(new Uint8Array(memory0.buffer, ptr6, len6));
                  result7.push(result6);
                }
                variant8= {
                  tag: 'err',
                  val: result7
                };
                break;
              }
              default: {
                throw new TypeError('invalid variant discriminant for expected');
              }
            }
            _debugLog('[iface="wit-studio:toolkit/graph@0.1.0", function="[method]graph.export"][Instruction::Return]', {
              funcName: '[method]graph.export',
              paramCount: 1,
              async: false,
              postReturn: true
            });
            const retCopy = variant8;
            task.resolve([retCopy.val]);
            
            let cstate = getOrCreateAsyncState(0);
            cstate.mayLeave = false;
            postReturn2(ret);
            cstate.mayLeave = true;
            task.exit();
            
            
            
            if (typeof retCopy === 'object' && retCopy.tag === 'err') {
              throw new ComponentError(retCopy.val);
            }
            return retCopy.val;
            
            
          } catch (err) {
            if (!task.isResolvedState()) {
              task.setErrored(err);
              task.reject(err);
            }
            if (!task.isExited()) { task.exit({ skipExclusiveLockCheck: true }); }
            throw err;
          }
        },
      });
      
    };
    let graph010MethodGraphEncode;
    
    Graph.prototype.encode = function encode() {
      
      const hostProvided = false;
      getOrCreateAsyncState(0).throwIfTrapped();
      
      const [task, _wasm_call_currentTaskID] = createNewCurrentTask({
        componentIdx: 0,
        isAsync: false,
        isManualAsync: false,
        preserveFutureResult: false,
        entryFnName: 'graph010MethodGraphEncode',
        getCallbackFn: () => null,
        callbackFnName: null,
        errHandling: 'throw-result-err',
        callingWasmExport: true,
      });
      task.setCalleeIsAsync(false);
      
      const started = task.enterSync();
      CURRENT_TASK_MAY_BLOCK.value = task.mayBlock() ? 1 : 0;
      
      if (0!== null) {
        task.setReturnMemoryIdx(0);
        task.setReturnMemory((() => memory0)());
      }
      
      
      return _withGlobalCurrentTaskMeta({
        taskID: task.id(),
        componentIdx: task.componentIdx(),
        fn: () => {
          try {
            
            
            var handle1 = this[symbolRscHandle];
            if (!handle1 || (handleTable0[(handle1 << 1) + 1] & T_FLAG) === 0) {
              throw new TypeError('Resource error: Not a valid \"Graph\" resource.');
            }
            var handle0 = handleTable0[(handle1 << 1) + 1] & ~T_FLAG;
            
            _debugLog('[iface="wit-studio:toolkit/graph@0.1.0", function="[method]graph.encode"][Instruction::CallWasm] enter', {
              funcName: '[method]graph.encode',
              paramCount: 1,
              async: false,
              postReturn: true,
            });
            
            let ret;
            
            try {
              ret =  _withGlobalCurrentTaskMeta({
                taskID: task.id(),
                componentIdx: task.componentIdx(),
                fn: () => graph010MethodGraphEncode(handle0),
              });
            } catch (err) {
              
              _debugLog('[Instruction::CallWasm] error during sync call', {
                taskID: task.id(),
                err,
              });
              getOrCreateAsyncState(0).markTrapped(err);
              task.setErrored(err);
              task.reject(err);
              task.exit();
              throw err;
              
            }
            
            let variant27;
            switch (dataView(memory0).getUint8(ret + 0, true)) {
              case 0: {
                var ptr2 = dataView(memory0).getUint32(ret + 4, true);
                var len2 = dataView(memory0).getUint32(ret + 8, true);
                if (ptr2 % 1 !== 0) throw new TypeError(`list pointer [${ptr2}] is not aligned to 1`);
                var result2 = new Uint8Array(memory0.buffer.slice(ptr2, ptr2 + len2 * 1));
                var len10 = dataView(memory0).getUint32(ret + 16, true);
                var base10 = dataView(memory0).getUint32(ret + 12, true);
                if (base10 % 4 !== 0) throw new TypeError(`list pointer [${base10}] is not aligned to 4`);
                var result10 = [];
                for (let i = 0; i < len10; i++) {
                  const base = base10 + i * 28;
                  var ptr3 = dataView(memory0).getUint32(base + 0, true);
                  var len3 = dataView(memory0).getUint32(base + 4, true);
                  var result3 = TEXT_DECODER_UTF8.decode(new Uint8Array(memory0.buffer, ptr3, len3));
                  let enum4;
                  switch (dataView(memory0).getUint8(base + 8, true)) {
                    case 0: {
                      enum4 = 'interface';
                      break;
                    }
                    case 1: {
                      enum4 = 'func';
                      break;
                    }
                    case 2: {
                      enum4 = 'type';
                      break;
                    }
                    case 3: {
                      enum4 = 'component';
                      break;
                    }
                    case 4: {
                      enum4 = 'module';
                      break;
                    }
                    case 5: {
                      enum4 = 'value';
                      break;
                    }
                    default: {
                      throw new TypeError('invalid discriminant specified for Kind');
                    }
                  }
                  var len6 = dataView(memory0).getUint32(base + 16, true);
                  var base6 = dataView(memory0).getUint32(base + 12, true);
                  if (base6 % 4 !== 0) throw new TypeError(`list pointer [${base6}] is not aligned to 4`);
                  var result6 = [];
                  for (let i = 0; i < len6; i++) {
                    const base = base6 + i * 8;
                    var ptr5 = dataView(memory0).getUint32(base + 0, true);
                    var len5 = dataView(memory0).getUint32(base + 4, true);
                    var result5 = TEXT_DECODER_UTF8.decode(new Uint8Array(memory0.buffer, ptr5, len5));
                    result6.push(result5);
                  }
                  var len9 = dataView(memory0).getUint32(base + 24, true);
                  var base9 = dataView(memory0).getUint32(base + 20, true);
                  if (base9 % 4 !== 0) throw new TypeError(`list pointer [${base9}] is not aligned to 4`);
                  var result9 = [];
                  for (let i = 0; i < len9; i++) {
                    const base = base9 + i * 16;
                    var ptr7 = dataView(memory0).getUint32(base + 0, true);
                    var len7 = dataView(memory0).getUint32(base + 4, true);
                    var result7 = TEXT_DECODER_UTF8.decode(new Uint8Array(memory0.buffer, ptr7, len7));
                    var ptr8 = dataView(memory0).getUint32(base + 8, true);
                    var len8 = dataView(memory0).getUint32(base + 12, true);
                    var result8 = TEXT_DECODER_UTF8.decode(new Uint8Array(memory0.buffer, ptr8, len8));
                    result9.push({
                      interface: result7,
                      type: result8,
                    });
                  }
                  result10.push({
                    name: result3,
                    kind: enum4,
                    functions: result6,
                    uses: result9,
                  });
                }
                var len18 = dataView(memory0).getUint32(ret + 24, true);
                var base18 = dataView(memory0).getUint32(ret + 20, true);
                if (base18 % 4 !== 0) throw new TypeError(`list pointer [${base18}] is not aligned to 4`);
                var result18 = [];
                for (let i = 0; i < len18; i++) {
                  const base = base18 + i * 28;
                  var ptr11 = dataView(memory0).getUint32(base + 0, true);
                  var len11 = dataView(memory0).getUint32(base + 4, true);
                  var result11 = TEXT_DECODER_UTF8.decode(new Uint8Array(memory0.buffer, ptr11, len11));
                  let enum12;
                  switch (dataView(memory0).getUint8(base + 8, true)) {
                    case 0: {
                      enum12 = 'interface';
                      break;
                    }
                    case 1: {
                      enum12 = 'func';
                      break;
                    }
                    case 2: {
                      enum12 = 'type';
                      break;
                    }
                    case 3: {
                      enum12 = 'component';
                      break;
                    }
                    case 4: {
                      enum12 = 'module';
                      break;
                    }
                    case 5: {
                      enum12 = 'value';
                      break;
                    }
                    default: {
                      throw new TypeError('invalid discriminant specified for Kind');
                    }
                  }
                  var len14 = dataView(memory0).getUint32(base + 16, true);
                  var base14 = dataView(memory0).getUint32(base + 12, true);
                  if (base14 % 4 !== 0) throw new TypeError(`list pointer [${base14}] is not aligned to 4`);
                  var result14 = [];
                  for (let i = 0; i < len14; i++) {
                    const base = base14 + i * 8;
                    var ptr13 = dataView(memory0).getUint32(base + 0, true);
                    var len13 = dataView(memory0).getUint32(base + 4, true);
                    var result13 = TEXT_DECODER_UTF8.decode(new Uint8Array(memory0.buffer, ptr13, len13));
                    result14.push(result13);
                  }
                  var len17 = dataView(memory0).getUint32(base + 24, true);
                  var base17 = dataView(memory0).getUint32(base + 20, true);
                  if (base17 % 4 !== 0) throw new TypeError(`list pointer [${base17}] is not aligned to 4`);
                  var result17 = [];
                  for (let i = 0; i < len17; i++) {
                    const base = base17 + i * 16;
                    var ptr15 = dataView(memory0).getUint32(base + 0, true);
                    var len15 = dataView(memory0).getUint32(base + 4, true);
                    var result15 = TEXT_DECODER_UTF8.decode(new Uint8Array(memory0.buffer, ptr15, len15));
                    var ptr16 = dataView(memory0).getUint32(base + 8, true);
                    var len16 = dataView(memory0).getUint32(base + 12, true);
                    var result16 = TEXT_DECODER_UTF8.decode(new Uint8Array(memory0.buffer, ptr16, len16));
                    result17.push({
                      interface: result15,
                      type: result16,
                    });
                  }
                  result18.push({
                    name: result11,
                    kind: enum12,
                    functions: result14,
                    uses: result17,
                  });
                }
                variant27= {
                  tag: 'ok',
                  val: {
                    component: result2,
                    description: {
                      imports: result10,
                      exports: result18,
                    },
                  }
                };
                break;
              }
              case 1: {
                let variant26;
                switch (dataView(memory0).getUint8(ret + 4, true)) {
                  case 0: {
                    var len20 = dataView(memory0).getUint32(ret + 12, true);
                    var base20 = dataView(memory0).getUint32(ret + 8, true);
                    if (base20 % 4 !== 0) throw new TypeError(`list pointer [${base20}] is not aligned to 4`);
                    var result20 = [];
                    for (let i = 0; i < len20; i++) {
                      const base = base20 + i * 8;
                      var ptr19 = dataView(memory0).getUint32(base + 0, true);
                      var len19 = dataView(memory0).getUint32(base + 4, true);
                      var result19 = TEXT_DECODER_UTF8.decode(new Uint8Array(memory0.buffer, ptr19, len19));
                      result20.push(result19);
                    }
                    variant26= {
                      tag: 'cycle',
                      val: result20
                    };
                    break;
                  }
                  case 1: {
                    var ptr21 = dataView(memory0).getUint32(ret + 8, true);
                    var len21 = dataView(memory0).getUint32(ret + 12, true);
                    var result21 = TEXT_DECODER_UTF8.decode(new Uint8Array(memory0.buffer, ptr21, len21));
                    var len23 = dataView(memory0).getUint32(ret + 28, true);
                    var base23 = dataView(memory0).getUint32(ret + 24, true);
                    if (base23 % 4 !== 0) throw new TypeError(`list pointer [${base23}] is not aligned to 4`);
                    var result23 = [];
                    for (let i = 0; i < len23; i++) {
                      const base = base23 + i * 8;
                      var ptr22 = dataView(memory0).getUint32(base + 0, true);
                      var len22 = dataView(memory0).getUint32(base + 4, true);
                      var result22 = TEXT_DECODER_UTF8.decode(new Uint8Array(memory0.buffer, ptr22, len22));
                      result23.push(result22);
                    }
                    variant26= {
                      tag: 'conflict',
                      val: {
                        name: result21,
                        first: dataView(memory0).getInt32(ret + 16, true) >>> 0,
                        second: dataView(memory0).getInt32(ret + 20, true) >>> 0,
                        reasons: result23,
                      }
                    };
                    break;
                  }
                  case 2: {
                    var len25 = dataView(memory0).getUint32(ret + 12, true);
                    var base25 = dataView(memory0).getUint32(ret + 8, true);
                    if (base25 % 4 !== 0) throw new TypeError(`list pointer [${base25}] is not aligned to 4`);
                    var result25 = [];
                    for (let i = 0; i < len25; i++) {
                      const base = base25 + i * 8;
                      var ptr24 = dataView(memory0).getUint32(base + 0, true);
                      var len24 = dataView(memory0).getUint32(base + 4, true);
                      var result24 = TEXT_DECODER_UTF8.decode(new Uint8Array(memory0.buffer, ptr24, len24));
                      result25.push(result24);
                    }
                    variant26= {
                      tag: 'invalid',
                      val: result25
                    };
                    break;
                  }
                  default: {
                    throw new TypeError('invalid variant discriminant for EncodeError');
                  }
                }
                variant27= {
                  tag: 'err',
                  val: variant26
                };
                break;
              }
              default: {
                throw new TypeError('invalid variant discriminant for expected');
              }
            }
            _debugLog('[iface="wit-studio:toolkit/graph@0.1.0", function="[method]graph.encode"][Instruction::Return]', {
              funcName: '[method]graph.encode',
              paramCount: 1,
              async: false,
              postReturn: true
            });
            const retCopy = variant27;
            task.resolve([retCopy.val]);
            
            let cstate = getOrCreateAsyncState(0);
            cstate.mayLeave = false;
            postReturn3(ret);
            cstate.mayLeave = true;
            task.exit();
            
            
            
            if (typeof retCopy === 'object' && retCopy.tag === 'err') {
              throw new ComponentError(retCopy.val);
            }
            return retCopy.val;
            
            
          } catch (err) {
            if (!task.isResolvedState()) {
              task.setErrored(err);
              task.reject(err);
            }
            if (!task.isExited()) { task.exit({ skipExclusiveLockCheck: true }); }
            throw err;
          }
        },
      });
      
    };
    let targets010Check;
    
    function check(arg0, arg1, arg2) {
      
      const hostProvided = false;
      getOrCreateAsyncState(0).throwIfTrapped();
      
      const [task, _wasm_call_currentTaskID] = createNewCurrentTask({
        componentIdx: 0,
        isAsync: false,
        isManualAsync: false,
        preserveFutureResult: false,
        entryFnName: 'targets010Check',
        getCallbackFn: () => null,
        callbackFnName: null,
        errHandling: 'throw-result-err',
        callingWasmExport: true,
      });
      task.setCalleeIsAsync(false);
      
      const started = task.enterSync();
      CURRENT_TASK_MAY_BLOCK.value = task.mayBlock() ? 1 : 0;
      
      if (0!== null) {
        task.setReturnMemoryIdx(0);
        task.setReturnMemory((() => memory0)());
      }
      
      
      return _withGlobalCurrentTaskMeta({
        taskID: task.id(),
        componentIdx: task.componentIdx(),
        fn: () => {
          try {
            
            var val0 = arg0;
            var len0 = Array.isArray(val0) ? val0.length : val0.byteLength;
            var ptr0 = realloc0(0, 0, 1, len0 * 1);
            
            let valData0;
            const valLenBytes0 = len0 * 1;
            if (Array.isArray(val0)) {
              // Regular array likely containing numbers, write values to memory
              let offset = 0;
              const dv0 = new DataView(memory0.buffer);
              for (const v of val0) {
                _requireValidNumericPrimitive.bind(null, 'u8')(v);
                dv0.setUint8(ptr0+ offset, v, true);
                offset += 1;
              }
            } else {
              // TypedArray / ArrayBuffer-like, direct copy
              valData0 = new Uint8Array(val0.buffer || val0, val0.byteOffset, valLenBytes0);
              const out0 = new Uint8Array(memory0.buffer, ptr0, valLenBytes0);
              out0.set(valData0);
            }
            
            var val1 = arg1;
            var len1 = Array.isArray(val1) ? val1.length : val1.byteLength;
            var ptr1 = realloc0(0, 0, 1, len1 * 1);
            
            let valData1;
            const valLenBytes1 = len1 * 1;
            if (Array.isArray(val1)) {
              // Regular array likely containing numbers, write values to memory
              let offset = 0;
              const dv1 = new DataView(memory0.buffer);
              for (const v of val1) {
                _requireValidNumericPrimitive.bind(null, 'u8')(v);
                dv1.setUint8(ptr1+ offset, v, true);
                offset += 1;
              }
            } else {
              // TypedArray / ArrayBuffer-like, direct copy
              valData1 = new Uint8Array(val1.buffer || val1, val1.byteOffset, valLenBytes1);
              const out1 = new Uint8Array(memory0.buffer, ptr1, valLenBytes1);
              out1.set(valData1);
            }
            
            
            var encodeRes = _utf8AllocateAndEncode(arg2, realloc0, memory0);
            var ptr2= encodeRes.ptr;
            var len2 = encodeRes.len;
            
            _debugLog('[iface="wit-studio:toolkit/targets@0.1.0", function="check"][Instruction::CallWasm] enter', {
              funcName: 'check',
              paramCount: 6,
              async: false,
              postReturn: true,
            });
            
            let ret;
            
            try {
              ret =  _withGlobalCurrentTaskMeta({
                taskID: task.id(),
                componentIdx: task.componentIdx(),
                fn: () => targets010Check(ptr0, len0, ptr1, len1, ptr2, len2),
              });
            } catch (err) {
              
              _debugLog('[Instruction::CallWasm] error during sync call', {
                taskID: task.id(),
                err,
              });
              getOrCreateAsyncState(0).markTrapped(err);
              task.setErrored(err);
              task.reject(err);
              task.exit();
              throw err;
              
            }
            
            let variant21;
            switch (dataView(memory0).getUint8(ret + 0, true)) {
              case 0: {
                var len15 = dataView(memory0).getUint32(ret + 8, true);
                var base15 = dataView(memory0).getUint32(ret + 4, true);
                if (base15 % 4 !== 0) throw new TypeError(`list pointer [${base15}] is not aligned to 4`);
                var result15 = [];
                for (let i = 0; i < len15; i++) {
                  const base = base15 + i * 24;
                  var bool3 = dataView(memory0).getUint8(base + 0, true);
                  var ptr4 = dataView(memory0).getUint32(base + 4, true);
                  var len4 = dataView(memory0).getUint32(base + 8, true);
                  var result4 = TEXT_DECODER_UTF8.decode(new Uint8Array(memory0.buffer, ptr4, len4));
                  let variant14;
                  switch (dataView(memory0).getUint8(base + 12, true)) {
                    case 0: {
                      var len6 = dataView(memory0).getUint32(base + 20, true);
                      var base6 = dataView(memory0).getUint32(base + 16, true);
                      if (base6 % 4 !== 0) throw new TypeError(`list pointer [${base6}] is not aligned to 4`);
                      var result6 = [];
                      for (let i = 0; i < len6; i++) {
                        const base = base6 + i * 8;
                        var ptr5 = dataView(memory0).getUint32(base + 0, true);
                        var len5 = dataView(memory0).getUint32(base + 4, true);
                        var result5 = TEXT_DECODER_UTF8.decode(new Uint8Array(memory0.buffer, ptr5, len5));
                        result6.push(result5);
                      }
                      variant14= {
                        tag: 'missing',
                        val: result6
                      };
                      break;
                    }
                    case 1: {
                      var len13 = dataView(memory0).getUint32(base + 20, true);
                      var base13 = dataView(memory0).getUint32(base + 16, true);
                      if (base13 % 4 !== 0) throw new TypeError(`list pointer [${base13}] is not aligned to 4`);
                      var result13 = [];
                      for (let i = 0; i < len13; i++) {
                        const base = base13 + i * 36;
                        var ptr7 = dataView(memory0).getUint32(base + 0, true);
                        var len7 = dataView(memory0).getUint32(base + 4, true);
                        var result7 = TEXT_DECODER_UTF8.decode(new Uint8Array(memory0.buffer, ptr7, len7));
                        var ptr8 = dataView(memory0).getUint32(base + 8, true);
                        var len8 = dataView(memory0).getUint32(base + 12, true);
                        var result8 = TEXT_DECODER_UTF8.decode(new Uint8Array(memory0.buffer, ptr8, len8));
                        let variant10;
                        switch (dataView(memory0).getUint8(base + 16, true)) {
                          case 0: {
                            variant10 = undefined;
                            break;
                          }
                          case 1: {
                            var ptr9 = dataView(memory0).getUint32(base + 20, true);
                            var len9 = dataView(memory0).getUint32(base + 24, true);
                            var result9 = TEXT_DECODER_UTF8.decode(new Uint8Array(memory0.buffer, ptr9, len9));
                            variant10 = result9;
                            break;
                          }
                          default: {
                            throw new TypeError('invalid variant discriminant for option');
                          }
                        }
                        var len12 = dataView(memory0).getUint32(base + 32, true);
                        var base12 = dataView(memory0).getUint32(base + 28, true);
                        if (base12 % 4 !== 0) throw new TypeError(`list pointer [${base12}] is not aligned to 4`);
                        var result12 = [];
                        for (let i = 0; i < len12; i++) {
                          const base = base12 + i * 8;
                          var ptr11 = dataView(memory0).getUint32(base + 0, true);
                          var len11 = dataView(memory0).getUint32(base + 4, true);
                          var result11 = TEXT_DECODER_UTF8.decode(new Uint8Array(memory0.buffer, ptr11, len11));
                          result12.push(result11);
                        }
                        result13.push({
                          name: result7,
                          expected: result8,
                          found: variant10,
                          reasons: result12,
                        });
                      }
                      variant14= {
                        tag: 'differs',
                        val: result13
                      };
                      break;
                    }
                    default: {
                      throw new TypeError('invalid variant discriminant for Flaw');
                    }
                  }
                  result15.push({
                    isImport: bool3 == 0 ? false : (bool3 == 1 ? true : throwInvalidBool()),
                    name: result4,
                    flaw: variant14,
                  });
                }
                variant21= {
                  tag: 'ok',
                  val: result15
                };
                break;
              }
              case 1: {
                let variant20;
                switch (dataView(memory0).getUint8(ret + 4, true)) {
                  case 0: {
                    var len17 = dataView(memory0).getUint32(ret + 12, true);
                    var base17 = dataView(memory0).getUint32(ret + 8, true);
                    if (base17 % 4 !== 0) throw new TypeError(`list pointer [${base17}] is not aligned to 4`);
                    var result17 = [];
                    for (let i = 0; i < len17; i++) {
                      const base = base17 + i * 8;
                      var ptr16 = dataView(memory0).getUint32(base + 0, true);
                      var len16 = dataView(memory0).getUint32(base + 4, true);
                      var result16 = TEXT_DECODER_UTF8.decode(new Uint8Array(memory0.buffer, ptr16, len16));
                      result17.push(result16);
                    }
                    variant20= {
                      tag: 'unknown-world',
                      val: result17
                    };
                    break;
                  }
                  case 1: {
                    var len19 = dataView(memory0).getUint32(ret + 12, true);
                    var base19 = dataView(memory0).getUint32(ret + 8, true);
                    if (base19 % 4 !== 0) throw new TypeError(`list pointer [${base19}] is not aligned to 4`);
                    var result19 = [];
                    for (let i = 0; i < len19; i++) {
                      const base = base19 + i * 8;
                      var ptr18 = dataView(memory0).getUint32(base + 0, true);
                      var len18 = dataView(memory0).getUint32(base + 4, true);
                      var result18 = TEXT_DECODER_UTF8.decode(new Uint8Array(memory0.buffer, ptr18, len18));
                      result19.push(result18);
                    }
                    variant20= {
                      tag: 'invalid',
                      val: result19
                    };
                    break;
                  }
                  default: {
                    throw new TypeError('invalid variant discriminant for Refusal');
                  }
                }
                variant21= {
                  tag: 'err',
                  val: variant20
                };
                break;
              }
              default: {
                throw new TypeError('invalid variant discriminant for expected');
              }
            }
            _debugLog('[iface="wit-studio:toolkit/targets@0.1.0", function="check"][Instruction::Return]', {
              funcName: 'check',
              paramCount: 1,
              async: false,
              postReturn: true
            });
            const retCopy = variant21;
            task.resolve([retCopy.val]);
            
            let cstate = getOrCreateAsyncState(0);
            cstate.mayLeave = false;
            postReturn4(ret);
            cstate.mayLeave = true;
            task.exit();
            
            
            
            if (typeof retCopy === 'object' && retCopy.tag === 'err') {
              throw new ComponentError(retCopy.val);
            }
            return retCopy.val;
            
            
          } catch (err) {
            if (!task.isResolvedState()) {
              task.setErrored(err);
              task.reject(err);
            }
            if (!task.isExited()) { task.exit({ skipExclusiveLockCheck: true }); }
            throw err;
          }
        },
      });
      
    }
    let stubs010Make;
    
    function make(arg0, arg1) {
      
      const hostProvided = false;
      getOrCreateAsyncState(0).throwIfTrapped();
      
      const [task, _wasm_call_currentTaskID] = createNewCurrentTask({
        componentIdx: 0,
        isAsync: false,
        isManualAsync: false,
        preserveFutureResult: false,
        entryFnName: 'stubs010Make',
        getCallbackFn: () => null,
        callbackFnName: null,
        errHandling: 'throw-result-err',
        callingWasmExport: true,
      });
      task.setCalleeIsAsync(false);
      
      const started = task.enterSync();
      CURRENT_TASK_MAY_BLOCK.value = task.mayBlock() ? 1 : 0;
      
      if (0!== null) {
        task.setReturnMemoryIdx(0);
        task.setReturnMemory((() => memory0)());
      }
      
      
      return _withGlobalCurrentTaskMeta({
        taskID: task.id(),
        componentIdx: task.componentIdx(),
        fn: () => {
          try {
            
            var val0 = arg0;
            var len0 = Array.isArray(val0) ? val0.length : val0.byteLength;
            var ptr0 = realloc0(0, 0, 1, len0 * 1);
            
            let valData0;
            const valLenBytes0 = len0 * 1;
            if (Array.isArray(val0)) {
              // Regular array likely containing numbers, write values to memory
              let offset = 0;
              const dv0 = new DataView(memory0.buffer);
              for (const v of val0) {
                _requireValidNumericPrimitive.bind(null, 'u8')(v);
                dv0.setUint8(ptr0+ offset, v, true);
                offset += 1;
              }
            } else {
              // TypedArray / ArrayBuffer-like, direct copy
              valData0 = new Uint8Array(val0.buffer || val0, val0.byteOffset, valLenBytes0);
              const out0 = new Uint8Array(memory0.buffer, ptr0, valLenBytes0);
              out0.set(valData0);
            }
            
            var vec7 = arg1;
            var len7 = vec7.length;
            var result7 = realloc0(0, 0, 4, len7 * 16);
            for (let i = 0; i < vec7.length; i++) {
              const e = vec7[i];
              const base = result7 + i * 16;var {import: v1_0, answers: v1_1 } = e;
              
              var encodeRes = _utf8AllocateAndEncode(v1_0, realloc0, memory0);
              var ptr2= encodeRes.ptr;
              var len2 = encodeRes.len;
              
              dataView(memory0).setUint32(base + 4, len2, true);
              dataView(memory0).setUint32(base + 0, ptr2, true);
              var vec6 = v1_1;
              var len6 = vec6.length;
              var result6 = realloc0(0, 0, 4, len6 * 16);
              for (let i = 0; i < vec6.length; i++) {
                const e = vec6[i];
                const base = result6 + i * 16;var {call: v3_0, value: v3_1 } = e;
                
                var encodeRes = _utf8AllocateAndEncode(v3_0, realloc0, memory0);
                var ptr4= encodeRes.ptr;
                var len4 = encodeRes.len;
                
                dataView(memory0).setUint32(base + 4, len4, true);
                dataView(memory0).setUint32(base + 0, ptr4, true);
                
                var encodeRes = _utf8AllocateAndEncode(v3_1, realloc0, memory0);
                var ptr5= encodeRes.ptr;
                var len5 = encodeRes.len;
                
                dataView(memory0).setUint32(base + 12, len5, true);
                dataView(memory0).setUint32(base + 8, ptr5, true);
              }
              dataView(memory0).setUint32(base + 12, len6, true);
              dataView(memory0).setUint32(base + 8, result6, true);
            }
            _debugLog('[iface="wit-studio:toolkit/stubs@0.1.0", function="make"][Instruction::CallWasm] enter', {
              funcName: 'make',
              paramCount: 4,
              async: false,
              postReturn: true,
            });
            
            let ret;
            
            try {
              ret =  _withGlobalCurrentTaskMeta({
                taskID: task.id(),
                componentIdx: task.componentIdx(),
                fn: () => stubs010Make(ptr0, len0, result7, len7),
              });
            } catch (err) {
              
              _debugLog('[Instruction::CallWasm] error during sync call', {
                taskID: task.id(),
                err,
              });
              getOrCreateAsyncState(0).markTrapped(err);
              task.setErrored(err);
              task.reject(err);
              task.exit();
              throw err;
              
            }
            
            let variant12;
            switch (dataView(memory0).getUint8(ret + 0, true)) {
              case 0: {
                var ptr8 = dataView(memory0).getUint32(ret + 4, true);
                var len8 = dataView(memory0).getUint32(ret + 8, true);
                if (ptr8 % 1 !== 0) throw new TypeError(`list pointer [${ptr8}] is not aligned to 1`);
                var result8 = new Uint8Array(memory0.buffer.slice(ptr8, ptr8 + len8 * 1));
                variant12= {
                  tag: 'ok',
                  val: result8
                };
                break;
              }
              case 1: {
                var len11 = dataView(memory0).getUint32(ret + 8, true);
                var base11 = dataView(memory0).getUint32(ret + 4, true);
                if (base11 % 4 !== 0) throw new TypeError(`list pointer [${base11}] is not aligned to 4`);
                var result11 = [];
                for (let i = 0; i < len11; i++) {
                  const base = base11 + i * 20;
                  let variant9;
                  switch (dataView(memory0).getUint8(base + 4, true)) {
                    case 0: {
                      variant9 = undefined;
                      break;
                    }
                    case 1: {
                      variant9 = dataView(memory0).getInt32(base + 8, true) >>> 0;
                      break;
                    }
                    default: {
                      throw new TypeError('invalid variant discriminant for option');
                    }
                  }
                  var ptr10 = dataView(memory0).getUint32(base + 12, true);
                  var len10 = dataView(memory0).getUint32(base + 16, true);
                  var result10 = TEXT_DECODER_UTF8.decode(new Uint8Array(memory0.buffer, ptr10, len10));
                  result11.push({
                    stub: dataView(memory0).getInt32(base + 0, true) >>> 0,
                    answer: variant9,
                    reason: result10,
                  });
                }
                variant12= {
                  tag: 'err',
                  val: result11
                };
                break;
              }
              default: {
                throw new TypeError('invalid variant discriminant for expected');
              }
            }
            _debugLog('[iface="wit-studio:toolkit/stubs@0.1.0", function="make"][Instruction::Return]', {
              funcName: 'make',
              paramCount: 1,
              async: false,
              postReturn: true
            });
            const retCopy = variant12;
            task.resolve([retCopy.val]);
            
            let cstate = getOrCreateAsyncState(0);
            cstate.mayLeave = false;
            postReturn5(ret);
            cstate.mayLeave = true;
            task.exit();
            
            
            
            if (typeof retCopy === 'object' && retCopy.tag === 'err') {
              throw new ComponentError(retCopy.val);
            }
            return retCopy.val;
            
            
          } catch (err) {
            if (!task.isResolvedState()) {
              task.setErrored(err);
              task.reject(err);
            }
            if (!task.isExited()) { task.exit({ skipExclusiveLockCheck: true }); }
            throw err;
          }
        },
      });
      
    }
    let callers010Make;
    
    function make$1(arg0, arg1, arg2) {
      
      const hostProvided = false;
      getOrCreateAsyncState(0).throwIfTrapped();
      
      const [task, _wasm_call_currentTaskID] = createNewCurrentTask({
        componentIdx: 0,
        isAsync: false,
        isManualAsync: false,
        preserveFutureResult: false,
        entryFnName: 'callers010Make',
        getCallbackFn: () => null,
        callbackFnName: null,
        errHandling: 'throw-result-err',
        callingWasmExport: true,
      });
      task.setCalleeIsAsync(false);
      
      const started = task.enterSync();
      CURRENT_TASK_MAY_BLOCK.value = task.mayBlock() ? 1 : 0;
      
      if (0!== null) {
        task.setReturnMemoryIdx(0);
        task.setReturnMemory((() => memory0)());
      }
      
      
      return _withGlobalCurrentTaskMeta({
        taskID: task.id(),
        componentIdx: task.componentIdx(),
        fn: () => {
          try {
            
            var val0 = arg0;
            var len0 = Array.isArray(val0) ? val0.length : val0.byteLength;
            var ptr0 = realloc0(0, 0, 1, len0 * 1);
            
            let valData0;
            const valLenBytes0 = len0 * 1;
            if (Array.isArray(val0)) {
              // Regular array likely containing numbers, write values to memory
              let offset = 0;
              const dv0 = new DataView(memory0.buffer);
              for (const v of val0) {
                _requireValidNumericPrimitive.bind(null, 'u8')(v);
                dv0.setUint8(ptr0+ offset, v, true);
                offset += 1;
              }
            } else {
              // TypedArray / ArrayBuffer-like, direct copy
              valData0 = new Uint8Array(val0.buffer || val0, val0.byteOffset, valLenBytes0);
              const out0 = new Uint8Array(memory0.buffer, ptr0, valLenBytes0);
              out0.set(valData0);
            }
            
            
            var encodeRes = _utf8AllocateAndEncode(arg1, realloc0, memory0);
            var ptr1= encodeRes.ptr;
            var len1 = encodeRes.len;
            
            
            var encodeRes = _utf8AllocateAndEncode(arg2, realloc0, memory0);
            var ptr2= encodeRes.ptr;
            var len2 = encodeRes.len;
            
            _debugLog('[iface="wit-studio:toolkit/callers@0.1.0", function="make"][Instruction::CallWasm] enter', {
              funcName: 'make',
              paramCount: 6,
              async: false,
              postReturn: true,
            });
            
            let ret;
            
            try {
              ret =  _withGlobalCurrentTaskMeta({
                taskID: task.id(),
                componentIdx: task.componentIdx(),
                fn: () => callers010Make(ptr0, len0, ptr1, len1, ptr2, len2),
              });
            } catch (err) {
              
              _debugLog('[Instruction::CallWasm] error during sync call', {
                taskID: task.id(),
                err,
              });
              getOrCreateAsyncState(0).markTrapped(err);
              task.setErrored(err);
              task.reject(err);
              task.exit();
              throw err;
              
            }
            
            let variant5;
            switch (dataView(memory0).getUint8(ret + 0, true)) {
              case 0: {
                var ptr3 = dataView(memory0).getUint32(ret + 4, true);
                var len3 = dataView(memory0).getUint32(ret + 8, true);
                if (ptr3 % 1 !== 0) throw new TypeError(`list pointer [${ptr3}] is not aligned to 1`);
                var result3 = new Uint8Array(memory0.buffer.slice(ptr3, ptr3 + len3 * 1));
                variant5= {
                  tag: 'ok',
                  val: result3
                };
                break;
              }
              case 1: {
                var ptr4 = dataView(memory0).getUint32(ret + 4, true);
                var len4 = dataView(memory0).getUint32(ret + 8, true);
                var result4 = TEXT_DECODER_UTF8.decode(new Uint8Array(memory0.buffer, ptr4, len4));
                variant5= {
                  tag: 'err',
                  val: result4
                };
                break;
              }
              default: {
                throw new TypeError('invalid variant discriminant for expected');
              }
            }
            _debugLog('[iface="wit-studio:toolkit/callers@0.1.0", function="make"][Instruction::Return]', {
              funcName: 'make',
              paramCount: 1,
              async: false,
              postReturn: true
            });
            const retCopy = variant5;
            task.resolve([retCopy.val]);
            
            let cstate = getOrCreateAsyncState(0);
            cstate.mayLeave = false;
            postReturn6(ret);
            cstate.mayLeave = true;
            task.exit();
            
            
            
            if (typeof retCopy === 'object' && retCopy.tag === 'err') {
              throw new ComponentError(retCopy.val);
            }
            return retCopy.val;
            
            
          } catch (err) {
            if (!task.isResolvedState()) {
              task.setErrored(err);
              task.reject(err);
            }
            if (!task.isExited()) { task.exit({ skipExclusiveLockCheck: true }); }
            throw err;
          }
        },
      });
      
    }
    let files010Make;
    
    function make$2(arg0, arg1) {
      
      const hostProvided = false;
      getOrCreateAsyncState(0).throwIfTrapped();
      
      const [task, _wasm_call_currentTaskID] = createNewCurrentTask({
        componentIdx: 0,
        isAsync: false,
        isManualAsync: false,
        preserveFutureResult: false,
        entryFnName: 'files010Make',
        getCallbackFn: () => null,
        callbackFnName: null,
        errHandling: 'throw-result-err',
        callingWasmExport: true,
      });
      task.setCalleeIsAsync(false);
      
      const started = task.enterSync();
      CURRENT_TASK_MAY_BLOCK.value = task.mayBlock() ? 1 : 0;
      
      if (0!== null) {
        task.setReturnMemoryIdx(0);
        task.setReturnMemory((() => memory0)());
      }
      
      
      return _withGlobalCurrentTaskMeta({
        taskID: task.id(),
        componentIdx: task.componentIdx(),
        fn: () => {
          try {
            
            var val0 = arg0;
            var len0 = Array.isArray(val0) ? val0.length : val0.byteLength;
            var ptr0 = realloc0(0, 0, 1, len0 * 1);
            
            let valData0;
            const valLenBytes0 = len0 * 1;
            if (Array.isArray(val0)) {
              // Regular array likely containing numbers, write values to memory
              let offset = 0;
              const dv0 = new DataView(memory0.buffer);
              for (const v of val0) {
                _requireValidNumericPrimitive.bind(null, 'u8')(v);
                dv0.setUint8(ptr0+ offset, v, true);
                offset += 1;
              }
            } else {
              // TypedArray / ArrayBuffer-like, direct copy
              valData0 = new Uint8Array(val0.buffer || val0, val0.byteOffset, valLenBytes0);
              const out0 = new Uint8Array(memory0.buffer, ptr0, valLenBytes0);
              out0.set(valData0);
            }
            
            var vec4 = arg1;
            var len4 = vec4.length;
            var result4 = realloc0(0, 0, 4, len4 * 16);
            for (let i = 0; i < vec4.length; i++) {
              const e = vec4[i];
              const base = result4 + i * 16;var {path: v1_0, content: v1_1 } = e;
              
              var encodeRes = _utf8AllocateAndEncode(v1_0, realloc0, memory0);
              var ptr2= encodeRes.ptr;
              var len2 = encodeRes.len;
              
              dataView(memory0).setUint32(base + 4, len2, true);
              dataView(memory0).setUint32(base + 0, ptr2, true);
              var val3 = v1_1;
              var len3 = Array.isArray(val3) ? val3.length : val3.byteLength;
              var ptr3 = realloc0(0, 0, 1, len3 * 1);
              
              let valData3;
              const valLenBytes3 = len3 * 1;
              if (Array.isArray(val3)) {
                // Regular array likely containing numbers, write values to memory
                let offset = 0;
                const dv3 = new DataView(memory0.buffer);
                for (const v of val3) {
                  _requireValidNumericPrimitive.bind(null, 'u8')(v);
                  dv3.setUint8(ptr3+ offset, v, true);
                  offset += 1;
                }
              } else {
                // TypedArray / ArrayBuffer-like, direct copy
                valData3 = new Uint8Array(val3.buffer || val3, val3.byteOffset, valLenBytes3);
                const out3 = new Uint8Array(memory0.buffer, ptr3, valLenBytes3);
                out3.set(valData3);
              }
              
              dataView(memory0).setUint32(base + 12, len3, true);
              dataView(memory0).setUint32(base + 8, ptr3, true);
            }
            _debugLog('[iface="wit-studio:toolkit/files@0.1.0", function="make"][Instruction::CallWasm] enter', {
              funcName: 'make',
              paramCount: 4,
              async: false,
              postReturn: true,
            });
            
            let ret;
            
            try {
              ret =  _withGlobalCurrentTaskMeta({
                taskID: task.id(),
                componentIdx: task.componentIdx(),
                fn: () => files010Make(ptr0, len0, result4, len4),
              });
            } catch (err) {
              
              _debugLog('[Instruction::CallWasm] error during sync call', {
                taskID: task.id(),
                err,
              });
              getOrCreateAsyncState(0).markTrapped(err);
              task.setErrored(err);
              task.reject(err);
              task.exit();
              throw err;
              
            }
            
            let variant17;
            switch (dataView(memory0).getUint8(ret + 0, true)) {
              case 0: {
                var ptr5 = dataView(memory0).getUint32(ret + 4, true);
                var len5 = dataView(memory0).getUint32(ret + 8, true);
                if (ptr5 % 1 !== 0) throw new TypeError(`list pointer [${ptr5}] is not aligned to 1`);
                var result5 = new Uint8Array(memory0.buffer.slice(ptr5, ptr5 + len5 * 1));
                var len8 = dataView(memory0).getUint32(ret + 16, true);
                var base8 = dataView(memory0).getUint32(ret + 12, true);
                if (base8 % 4 !== 0) throw new TypeError(`list pointer [${base8}] is not aligned to 4`);
                var result8 = [];
                for (let i = 0; i < len8; i++) {
                  const base = base8 + i * 16;
                  var ptr6 = dataView(memory0).getUint32(base + 0, true);
                  var len6 = dataView(memory0).getUint32(base + 4, true);
                  var result6 = TEXT_DECODER_UTF8.decode(new Uint8Array(memory0.buffer, ptr6, len6));
                  var ptr7 = dataView(memory0).getUint32(base + 8, true);
                  var len7 = dataView(memory0).getUint32(base + 12, true);
                  var result7 = TEXT_DECODER_UTF8.decode(new Uint8Array(memory0.buffer, ptr7, len7));
                  result8.push({
                    imported: result6,
                    exported: result7,
                  });
                }
                let variant13;
                switch (dataView(memory0).getUint8(ret + 20, true)) {
                  case 0: {
                    variant13 = undefined;
                    break;
                  }
                  case 1: {
                    var ptr9 = dataView(memory0).getUint32(ret + 24, true);
                    var len9 = dataView(memory0).getUint32(ret + 28, true);
                    if (ptr9 % 1 !== 0) throw new TypeError(`list pointer [${ptr9}] is not aligned to 1`);
                    var result9 = new Uint8Array(memory0.buffer.slice(ptr9, ptr9 + len9 * 1));
                    var len12 = dataView(memory0).getUint32(ret + 36, true);
                    var base12 = dataView(memory0).getUint32(ret + 32, true);
                    if (base12 % 4 !== 0) throw new TypeError(`list pointer [${base12}] is not aligned to 4`);
                    var result12 = [];
                    for (let i = 0; i < len12; i++) {
                      const base = base12 + i * 16;
                      var ptr10 = dataView(memory0).getUint32(base + 0, true);
                      var len10 = dataView(memory0).getUint32(base + 4, true);
                      var result10 = TEXT_DECODER_UTF8.decode(new Uint8Array(memory0.buffer, ptr10, len10));
                      var ptr11 = dataView(memory0).getUint32(base + 8, true);
                      var len11 = dataView(memory0).getUint32(base + 12, true);
                      var result11 = TEXT_DECODER_UTF8.decode(new Uint8Array(memory0.buffer, ptr11, len11));
                      result12.push({
                        imported: result10,
                        exported: result11,
                      });
                    }
                    variant13 = {
                      component: result9,
                      passed: result12,
                    };
                    break;
                  }
                  default: {
                    throw new TypeError('invalid variant discriminant for option');
                  }
                }
                variant17= {
                  tag: 'ok',
                  val: {
                    component: result5,
                    replaced: result8,
                    front: variant13,
                  }
                };
                break;
              }
              case 1: {
                let variant16;
                switch (dataView(memory0).getUint8(ret + 4, true)) {
                  case 0: {
                    variant16= {
                      tag: 'not-imported',
                    };
                    break;
                  }
                  case 1: {
                    var ptr14 = dataView(memory0).getUint32(ret + 8, true);
                    var len14 = dataView(memory0).getUint32(ret + 12, true);
                    var result14 = TEXT_DECODER_UTF8.decode(new Uint8Array(memory0.buffer, ptr14, len14));
                    variant16= {
                      tag: 'exported',
                      val: result14
                    };
                    break;
                  }
                  case 2: {
                    var ptr15 = dataView(memory0).getUint32(ret + 8, true);
                    var len15 = dataView(memory0).getUint32(ret + 12, true);
                    var result15 = TEXT_DECODER_UTF8.decode(new Uint8Array(memory0.buffer, ptr15, len15));
                    variant16= {
                      tag: 'unsupported',
                      val: result15
                    };
                    break;
                  }
                  default: {
                    throw new TypeError('invalid variant discriminant for Refusal');
                  }
                }
                variant17= {
                  tag: 'err',
                  val: variant16
                };
                break;
              }
              default: {
                throw new TypeError('invalid variant discriminant for expected');
              }
            }
            _debugLog('[iface="wit-studio:toolkit/files@0.1.0", function="make"][Instruction::Return]', {
              funcName: 'make',
              paramCount: 1,
              async: false,
              postReturn: true
            });
            const retCopy = variant17;
            task.resolve([retCopy.val]);
            
            let cstate = getOrCreateAsyncState(0);
            cstate.mayLeave = false;
            postReturn7(ret);
            cstate.mayLeave = true;
            task.exit();
            
            
            
            if (typeof retCopy === 'object' && retCopy.tag === 'err') {
              throw new ComponentError(retCopy.val);
            }
            return retCopy.val;
            
            
          } catch (err) {
            if (!task.isResolvedState()) {
              task.setErrored(err);
              task.reject(err);
            }
            if (!task.isExited()) { task.exit({ skipExclusiveLockCheck: true }); }
            throw err;
          }
        },
      });
      
    }
    let document010OutlineOf;
    
    function outlineOf(arg0) {
      
      const hostProvided = false;
      getOrCreateAsyncState(0).throwIfTrapped();
      
      const [task, _wasm_call_currentTaskID] = createNewCurrentTask({
        componentIdx: 0,
        isAsync: false,
        isManualAsync: false,
        preserveFutureResult: false,
        entryFnName: 'document010OutlineOf',
        getCallbackFn: () => null,
        callbackFnName: null,
        errHandling: 'throw-result-err',
        callingWasmExport: true,
      });
      task.setCalleeIsAsync(false);
      
      const started = task.enterSync();
      CURRENT_TASK_MAY_BLOCK.value = task.mayBlock() ? 1 : 0;
      
      if (0!== null) {
        task.setReturnMemoryIdx(0);
        task.setReturnMemory((() => memory0)());
      }
      
      
      return _withGlobalCurrentTaskMeta({
        taskID: task.id(),
        componentIdx: task.componentIdx(),
        fn: () => {
          try {
            
            
            var encodeRes = _utf8AllocateAndEncode(arg0, realloc0, memory0);
            var ptr0= encodeRes.ptr;
            var len0 = encodeRes.len;
            
            _debugLog('[iface="wit-studio:toolkit/document@0.1.0", function="outline-of"][Instruction::CallWasm] enter', {
              funcName: 'outline-of',
              paramCount: 2,
              async: false,
              postReturn: true,
            });
            
            let ret;
            
            try {
              ret =  _withGlobalCurrentTaskMeta({
                taskID: task.id(),
                componentIdx: task.componentIdx(),
                fn: () => document010OutlineOf(ptr0, len0),
              });
            } catch (err) {
              
              _debugLog('[Instruction::CallWasm] error during sync call', {
                taskID: task.id(),
                err,
              });
              getOrCreateAsyncState(0).markTrapped(err);
              task.setErrored(err);
              task.reject(err);
              task.exit();
              throw err;
              
            }
            
            let variant33;
            switch (dataView(memory0).getUint8(ret + 0, true)) {
              case 0: {
                var len12 = dataView(memory0).getUint32(ret + 8, true);
                var base12 = dataView(memory0).getUint32(ret + 4, true);
                if (base12 % 4 !== 0) throw new TypeError(`list pointer [${base12}] is not aligned to 4`);
                var result12 = [];
                for (let i = 0; i < len12; i++) {
                  const base = base12 + i * 36;
                  let variant2;
                  switch (dataView(memory0).getUint8(base + 0, true)) {
                    case 0: {
                      variant2 = undefined;
                      break;
                    }
                    case 1: {
                      var ptr1 = dataView(memory0).getUint32(base + 4, true);
                      var len1 = dataView(memory0).getUint32(base + 8, true);
                      var result1 = TEXT_DECODER_UTF8.decode(new Uint8Array(memory0.buffer, ptr1, len1));
                      variant2 = result1;
                      break;
                    }
                    default: {
                      throw new TypeError('invalid variant discriminant for option');
                    }
                  }
                  var ptr3 = dataView(memory0).getUint32(base + 12, true);
                  var len3 = dataView(memory0).getUint32(base + 16, true);
                  var result3 = TEXT_DECODER_UTF8.decode(new Uint8Array(memory0.buffer, ptr3, len3));
                  var len11 = dataView(memory0).getUint32(base + 32, true);
                  var base11 = dataView(memory0).getUint32(base + 28, true);
                  if (base11 % 4 !== 0) throw new TypeError(`list pointer [${base11}] is not aligned to 4`);
                  var result11 = [];
                  for (let i = 0; i < len11; i++) {
                    const base = base11 + i * 48;
                    var len5 = dataView(memory0).getUint32(base + 4, true);
                    var base5 = dataView(memory0).getUint32(base + 0, true);
                    if (base5 % 4 !== 0) throw new TypeError(`list pointer [${base5}] is not aligned to 4`);
                    var result5 = [];
                    for (let i = 0; i < len5; i++) {
                      const base = base5 + i * 8;
                      var ptr4 = dataView(memory0).getUint32(base + 0, true);
                      var len4 = dataView(memory0).getUint32(base + 4, true);
                      var result4 = TEXT_DECODER_UTF8.decode(new Uint8Array(memory0.buffer, ptr4, len4));
                      result5.push(result4);
                    }
                    let variant10;
                    switch (dataView(memory0).getUint8(base + 16, true)) {
                      case 0: {
                        variant10 = undefined;
                        break;
                      }
                      case 1: {
                        let variant7;
                        switch (dataView(memory0).getUint8(base + 24, true)) {
                          case 0: {
                            variant7 = undefined;
                            break;
                          }
                          case 1: {
                            var ptr6 = dataView(memory0).getUint32(base + 28, true);
                            var len6 = dataView(memory0).getUint32(base + 32, true);
                            var result6 = TEXT_DECODER_UTF8.decode(new Uint8Array(memory0.buffer, ptr6, len6));
                            variant7 = result6;
                            break;
                          }
                          default: {
                            throw new TypeError('invalid variant discriminant for option');
                          }
                        }
                        let variant9;
                        switch (dataView(memory0).getUint8(base + 36, true)) {
                          case 0: {
                            variant9 = undefined;
                            break;
                          }
                          case 1: {
                            var ptr8 = dataView(memory0).getUint32(base + 40, true);
                            var len8 = dataView(memory0).getUint32(base + 44, true);
                            var result8 = TEXT_DECODER_UTF8.decode(new Uint8Array(memory0.buffer, ptr8, len8));
                            variant9 = result8;
                            break;
                          }
                          default: {
                            throw new TypeError('invalid variant discriminant for option');
                          }
                        }
                        variant10 = {
                          instance: dataView(memory0).getInt32(base + 20, true) >>> 0,
                          export: variant7,
                          function: variant9,
                        };
                        break;
                      }
                      default: {
                        throw new TypeError('invalid variant discriminant for option');
                      }
                    }
                    result11.push({
                      names: result5,
                      span: {
                        start: dataView(memory0).getInt32(base + 8, true) >>> 0,
                        end: dataView(memory0).getInt32(base + 12, true) >>> 0,
                      },
                      origin: variant10,
                    });
                  }
                  result12.push({
                    name: variant2,
                    package: result3,
                    span: {
                      start: dataView(memory0).getInt32(base + 20, true) >>> 0,
                      end: dataView(memory0).getInt32(base + 24, true) >>> 0,
                    },
                    arguments: result11,
                  });
                }
                var len20 = dataView(memory0).getUint32(ret + 16, true);
                var base20 = dataView(memory0).getUint32(ret + 12, true);
                if (base20 % 4 !== 0) throw new TypeError(`list pointer [${base20}] is not aligned to 4`);
                var result20 = [];
                for (let i = 0; i < len20; i++) {
                  const base = base20 + i * 52;
                  let variant14;
                  switch (dataView(memory0).getUint8(base + 0, true)) {
                    case 0: {
                      variant14 = undefined;
                      break;
                    }
                    case 1: {
                      var ptr13 = dataView(memory0).getUint32(base + 4, true);
                      var len13 = dataView(memory0).getUint32(base + 8, true);
                      var result13 = TEXT_DECODER_UTF8.decode(new Uint8Array(memory0.buffer, ptr13, len13));
                      variant14 = result13;
                      break;
                    }
                    default: {
                      throw new TypeError('invalid variant discriminant for option');
                    }
                  }
                  var bool15 = dataView(memory0).getUint8(base + 12, true);
                  let variant17;
                  switch (dataView(memory0).getUint8(base + 28, true)) {
                    case 0: {
                      variant17 = undefined;
                      break;
                    }
                    case 1: {
                      var ptr16 = dataView(memory0).getUint32(base + 32, true);
                      var len16 = dataView(memory0).getUint32(base + 36, true);
                      var result16 = TEXT_DECODER_UTF8.decode(new Uint8Array(memory0.buffer, ptr16, len16));
                      variant17 = result16;
                      break;
                    }
                    default: {
                      throw new TypeError('invalid variant discriminant for option');
                    }
                  }
                  let variant19;
                  switch (dataView(memory0).getUint8(base + 40, true)) {
                    case 0: {
                      variant19 = undefined;
                      break;
                    }
                    case 1: {
                      var ptr18 = dataView(memory0).getUint32(base + 44, true);
                      var len18 = dataView(memory0).getUint32(base + 48, true);
                      var result18 = TEXT_DECODER_UTF8.decode(new Uint8Array(memory0.buffer, ptr18, len18));
                      variant19 = result18;
                      break;
                    }
                    default: {
                      throw new TypeError('invalid variant discriminant for option');
                    }
                  }
                  result20.push({
                    name: variant14,
                    isSpread: bool15 == 0 ? false : (bool15 == 1 ? true : throwInvalidBool()),
                    span: {
                      start: dataView(memory0).getInt32(base + 16, true) >>> 0,
                      end: dataView(memory0).getInt32(base + 20, true) >>> 0,
                    },
                    origin: {
                      instance: dataView(memory0).getInt32(base + 24, true) >>> 0,
                      export: variant17,
                      function: variant19,
                    },
                  });
                }
                variant33= {
                  tag: 'ok',
                  val: {
                    instances: result12,
                    exports: result20,
                  }
                };
                break;
              }
              case 1: {
                var ptr21 = dataView(memory0).getUint32(ret + 4, true);
                var len21 = dataView(memory0).getUint32(ret + 8, true);
                var result21 = TEXT_DECODER_UTF8.decode(new Uint8Array(memory0.buffer, ptr21, len21));
                var len23 = dataView(memory0).getUint32(ret + 16, true);
                var base23 = dataView(memory0).getUint32(ret + 12, true);
                if (base23 % 4 !== 0) throw new TypeError(`list pointer [${base23}] is not aligned to 4`);
                var result23 = [];
                for (let i = 0; i < len23; i++) {
                  const base = base23 + i * 8;
                  var ptr22 = dataView(memory0).getUint32(base + 0, true);
                  var len22 = dataView(memory0).getUint32(base + 4, true);
                  var result22 = TEXT_DECODER_UTF8.decode(new Uint8Array(memory0.buffer, ptr22, len22));
                  result23.push(result22);
                }
                var len26 = dataView(memory0).getUint32(ret + 24, true);
                var base26 = dataView(memory0).getUint32(ret + 20, true);
                if (base26 % 4 !== 0) throw new TypeError(`list pointer [${base26}] is not aligned to 4`);
                var result26 = [];
                for (let i = 0; i < len26; i++) {
                  const base = base26 + i * 20;
                  let variant25;
                  switch (dataView(memory0).getUint8(base + 8, true)) {
                    case 0: {
                      variant25 = undefined;
                      break;
                    }
                    case 1: {
                      var ptr24 = dataView(memory0).getUint32(base + 12, true);
                      var len24 = dataView(memory0).getUint32(base + 16, true);
                      var result24 = TEXT_DECODER_UTF8.decode(new Uint8Array(memory0.buffer, ptr24, len24));
                      variant25 = result24;
                      break;
                    }
                    default: {
                      throw new TypeError('invalid variant discriminant for option');
                    }
                  }
                  result26.push({
                    span: {
                      start: dataView(memory0).getInt32(base + 0, true) >>> 0,
                      end: dataView(memory0).getInt32(base + 4, true) >>> 0,
                    },
                    text: variant25,
                  });
                }
                let variant28;
                switch (dataView(memory0).getUint8(ret + 28, true)) {
                  case 0: {
                    variant28 = undefined;
                    break;
                  }
                  case 1: {
                    var ptr27 = dataView(memory0).getUint32(ret + 32, true);
                    var len27 = dataView(memory0).getUint32(ret + 36, true);
                    var result27 = TEXT_DECODER_UTF8.decode(new Uint8Array(memory0.buffer, ptr27, len27));
                    variant28 = result27;
                    break;
                  }
                  default: {
                    throw new TypeError('invalid variant discriminant for option');
                  }
                }
                let variant32;
                switch (dataView(memory0).getUint8(ret + 40, true)) {
                  case 0: {
                    variant32 = undefined;
                    break;
                  }
                  case 1: {
                    var ptr29 = dataView(memory0).getUint32(ret + 44, true);
                    var len29 = dataView(memory0).getUint32(ret + 48, true);
                    var result29 = TEXT_DECODER_UTF8.decode(new Uint8Array(memory0.buffer, ptr29, len29));
                    var len31 = dataView(memory0).getUint32(ret + 56, true);
                    var base31 = dataView(memory0).getUint32(ret + 52, true);
                    if (base31 % 4 !== 0) throw new TypeError(`list pointer [${base31}] is not aligned to 4`);
                    var result31 = [];
                    for (let i = 0; i < len31; i++) {
                      const base = base31 + i * 8;
                      var ptr30 = dataView(memory0).getUint32(base + 0, true);
                      var len30 = dataView(memory0).getUint32(base + 4, true);
                      var result30 = TEXT_DECODER_UTF8.decode(new Uint8Array(memory0.buffer, ptr30, len30));
                      result31.push(result30);
                    }
                    variant32 = {
                      name: result29,
                      known: result31,
                    };
                    break;
                  }
                  default: {
                    throw new TypeError('invalid variant discriminant for option');
                  }
                }
                variant33= {
                  tag: 'err',
                  val: {
                    message: result21,
                    reasons: result23,
                    labels: result26,
                    help: variant28,
                    misnamed: variant32,
                  }
                };
                break;
              }
              default: {
                throw new TypeError('invalid variant discriminant for expected');
              }
            }
            _debugLog('[iface="wit-studio:toolkit/document@0.1.0", function="outline-of"][Instruction::Return]', {
              funcName: 'outline-of',
              paramCount: 1,
              async: false,
              postReturn: true
            });
            const retCopy = variant33;
            task.resolve([retCopy.val]);
            
            let cstate = getOrCreateAsyncState(0);
            cstate.mayLeave = false;
            postReturn8(ret);
            cstate.mayLeave = true;
            task.exit();
            
            
            
            if (typeof retCopy === 'object' && retCopy.tag === 'err') {
              throw new ComponentError(retCopy.val);
            }
            return retCopy.val;
            
            
          } catch (err) {
            if (!task.isResolvedState()) {
              task.setErrored(err);
              task.reject(err);
            }
            if (!task.isExited()) { task.exit({ skipExclusiveLockCheck: true }); }
            throw err;
          }
        },
      });
      
    }
    let document010Packages;
    
    function packages(arg0) {
      
      const hostProvided = false;
      getOrCreateAsyncState(0).throwIfTrapped();
      
      const [task, _wasm_call_currentTaskID] = createNewCurrentTask({
        componentIdx: 0,
        isAsync: false,
        isManualAsync: false,
        preserveFutureResult: false,
        entryFnName: 'document010Packages',
        getCallbackFn: () => null,
        callbackFnName: null,
        errHandling: 'throw-result-err',
        callingWasmExport: true,
      });
      task.setCalleeIsAsync(false);
      
      const started = task.enterSync();
      CURRENT_TASK_MAY_BLOCK.value = task.mayBlock() ? 1 : 0;
      
      if (0!== null) {
        task.setReturnMemoryIdx(0);
        task.setReturnMemory((() => memory0)());
      }
      
      
      return _withGlobalCurrentTaskMeta({
        taskID: task.id(),
        componentIdx: task.componentIdx(),
        fn: () => {
          try {
            
            
            var encodeRes = _utf8AllocateAndEncode(arg0, realloc0, memory0);
            var ptr0= encodeRes.ptr;
            var len0 = encodeRes.len;
            
            _debugLog('[iface="wit-studio:toolkit/document@0.1.0", function="packages"][Instruction::CallWasm] enter', {
              funcName: 'packages',
              paramCount: 2,
              async: false,
              postReturn: true,
            });
            
            let ret;
            
            try {
              ret =  _withGlobalCurrentTaskMeta({
                taskID: task.id(),
                componentIdx: task.componentIdx(),
                fn: () => document010Packages(ptr0, len0),
              });
            } catch (err) {
              
              _debugLog('[Instruction::CallWasm] error during sync call', {
                taskID: task.id(),
                err,
              });
              getOrCreateAsyncState(0).markTrapped(err);
              task.setErrored(err);
              task.reject(err);
              task.exit();
              throw err;
              
            }
            
            let variant17;
            switch (dataView(memory0).getUint8(ret + 0, true)) {
              case 0: {
                var len4 = dataView(memory0).getUint32(ret + 8, true);
                var base4 = dataView(memory0).getUint32(ret + 4, true);
                if (base4 % 4 !== 0) throw new TypeError(`list pointer [${base4}] is not aligned to 4`);
                var result4 = [];
                for (let i = 0; i < len4; i++) {
                  const base = base4 + i * 28;
                  var ptr1 = dataView(memory0).getUint32(base + 0, true);
                  var len1 = dataView(memory0).getUint32(base + 4, true);
                  var result1 = TEXT_DECODER_UTF8.decode(new Uint8Array(memory0.buffer, ptr1, len1));
                  let variant3;
                  switch (dataView(memory0).getUint8(base + 8, true)) {
                    case 0: {
                      variant3 = undefined;
                      break;
                    }
                    case 1: {
                      var ptr2 = dataView(memory0).getUint32(base + 12, true);
                      var len2 = dataView(memory0).getUint32(base + 16, true);
                      var result2 = TEXT_DECODER_UTF8.decode(new Uint8Array(memory0.buffer, ptr2, len2));
                      variant3 = result2;
                      break;
                    }
                    default: {
                      throw new TypeError('invalid variant discriminant for option');
                    }
                  }
                  result4.push({
                    name: result1,
                    version: variant3,
                    span: {
                      start: dataView(memory0).getInt32(base + 20, true) >>> 0,
                      end: dataView(memory0).getInt32(base + 24, true) >>> 0,
                    },
                  });
                }
                variant17= {
                  tag: 'ok',
                  val: result4
                };
                break;
              }
              case 1: {
                var ptr5 = dataView(memory0).getUint32(ret + 4, true);
                var len5 = dataView(memory0).getUint32(ret + 8, true);
                var result5 = TEXT_DECODER_UTF8.decode(new Uint8Array(memory0.buffer, ptr5, len5));
                var len7 = dataView(memory0).getUint32(ret + 16, true);
                var base7 = dataView(memory0).getUint32(ret + 12, true);
                if (base7 % 4 !== 0) throw new TypeError(`list pointer [${base7}] is not aligned to 4`);
                var result7 = [];
                for (let i = 0; i < len7; i++) {
                  const base = base7 + i * 8;
                  var ptr6 = dataView(memory0).getUint32(base + 0, true);
                  var len6 = dataView(memory0).getUint32(base + 4, true);
                  var result6 = TEXT_DECODER_UTF8.decode(new Uint8Array(memory0.buffer, ptr6, len6));
                  result7.push(result6);
                }
                var len10 = dataView(memory0).getUint32(ret + 24, true);
                var base10 = dataView(memory0).getUint32(ret + 20, true);
                if (base10 % 4 !== 0) throw new TypeError(`list pointer [${base10}] is not aligned to 4`);
                var result10 = [];
                for (let i = 0; i < len10; i++) {
                  const base = base10 + i * 20;
                  let variant9;
                  switch (dataView(memory0).getUint8(base + 8, true)) {
                    case 0: {
                      variant9 = undefined;
                      break;
                    }
                    case 1: {
                      var ptr8 = dataView(memory0).getUint32(base + 12, true);
                      var len8 = dataView(memory0).getUint32(base + 16, true);
                      var result8 = TEXT_DECODER_UTF8.decode(new Uint8Array(memory0.buffer, ptr8, len8));
                      variant9 = result8;
                      break;
                    }
                    default: {
                      throw new TypeError('invalid variant discriminant for option');
                    }
                  }
                  result10.push({
                    span: {
                      start: dataView(memory0).getInt32(base + 0, true) >>> 0,
                      end: dataView(memory0).getInt32(base + 4, true) >>> 0,
                    },
                    text: variant9,
                  });
                }
                let variant12;
                switch (dataView(memory0).getUint8(ret + 28, true)) {
                  case 0: {
                    variant12 = undefined;
                    break;
                  }
                  case 1: {
                    var ptr11 = dataView(memory0).getUint32(ret + 32, true);
                    var len11 = dataView(memory0).getUint32(ret + 36, true);
                    var result11 = TEXT_DECODER_UTF8.decode(new Uint8Array(memory0.buffer, ptr11, len11));
                    variant12 = result11;
                    break;
                  }
                  default: {
                    throw new TypeError('invalid variant discriminant for option');
                  }
                }
                let variant16;
                switch (dataView(memory0).getUint8(ret + 40, true)) {
                  case 0: {
                    variant16 = undefined;
                    break;
                  }
                  case 1: {
                    var ptr13 = dataView(memory0).getUint32(ret + 44, true);
                    var len13 = dataView(memory0).getUint32(ret + 48, true);
                    var result13 = TEXT_DECODER_UTF8.decode(new Uint8Array(memory0.buffer, ptr13, len13));
                    var len15 = dataView(memory0).getUint32(ret + 56, true);
                    var base15 = dataView(memory0).getUint32(ret + 52, true);
                    if (base15 % 4 !== 0) throw new TypeError(`list pointer [${base15}] is not aligned to 4`);
                    var result15 = [];
                    for (let i = 0; i < len15; i++) {
                      const base = base15 + i * 8;
                      var ptr14 = dataView(memory0).getUint32(base + 0, true);
                      var len14 = dataView(memory0).getUint32(base + 4, true);
                      var result14 = TEXT_DECODER_UTF8.decode(new Uint8Array(memory0.buffer, ptr14, len14));
                      result15.push(result14);
                    }
                    variant16 = {
                      name: result13,
                      known: result15,
                    };
                    break;
                  }
                  default: {
                    throw new TypeError('invalid variant discriminant for option');
                  }
                }
                variant17= {
                  tag: 'err',
                  val: {
                    message: result5,
                    reasons: result7,
                    labels: result10,
                    help: variant12,
                    misnamed: variant16,
                  }
                };
                break;
              }
              default: {
                throw new TypeError('invalid variant discriminant for expected');
              }
            }
            _debugLog('[iface="wit-studio:toolkit/document@0.1.0", function="packages"][Instruction::Return]', {
              funcName: 'packages',
              paramCount: 1,
              async: false,
              postReturn: true
            });
            const retCopy = variant17;
            task.resolve([retCopy.val]);
            
            let cstate = getOrCreateAsyncState(0);
            cstate.mayLeave = false;
            postReturn9(ret);
            cstate.mayLeave = true;
            task.exit();
            
            
            
            if (typeof retCopy === 'object' && retCopy.tag === 'err') {
              throw new ComponentError(retCopy.val);
            }
            return retCopy.val;
            
            
          } catch (err) {
            if (!task.isResolvedState()) {
              task.setErrored(err);
              task.reject(err);
            }
            if (!task.isExited()) { task.exit({ skipExclusiveLockCheck: true }); }
            throw err;
          }
        },
      });
      
    }
    let document010Compose;
    
    function compose(arg0, arg1) {
      
      const hostProvided = false;
      getOrCreateAsyncState(0).throwIfTrapped();
      
      const [task, _wasm_call_currentTaskID] = createNewCurrentTask({
        componentIdx: 0,
        isAsync: false,
        isManualAsync: false,
        preserveFutureResult: false,
        entryFnName: 'document010Compose',
        getCallbackFn: () => null,
        callbackFnName: null,
        errHandling: 'throw-result-err',
        callingWasmExport: true,
      });
      task.setCalleeIsAsync(false);
      
      const started = task.enterSync();
      CURRENT_TASK_MAY_BLOCK.value = task.mayBlock() ? 1 : 0;
      
      if (0!== null) {
        task.setReturnMemoryIdx(0);
        task.setReturnMemory((() => memory0)());
      }
      
      
      return _withGlobalCurrentTaskMeta({
        taskID: task.id(),
        componentIdx: task.componentIdx(),
        fn: () => {
          try {
            
            
            var encodeRes = _utf8AllocateAndEncode(arg0, realloc0, memory0);
            var ptr0= encodeRes.ptr;
            var len0 = encodeRes.len;
            
            var vec6 = arg1;
            var len6 = vec6.length;
            var result6 = realloc0(0, 0, 4, len6 * 28);
            for (let i = 0; i < vec6.length; i++) {
              const e = vec6[i];
              const base = result6 + i * 28;var {name: v1_0, version: v1_1, component: v1_2 } = e;
              
              var encodeRes = _utf8AllocateAndEncode(v1_0, realloc0, memory0);
              var ptr2= encodeRes.ptr;
              var len2 = encodeRes.len;
              
              dataView(memory0).setUint32(base + 4, len2, true);
              dataView(memory0).setUint32(base + 0, ptr2, true);
              var variant4 = v1_1;
              if (variant4 === null || variant4=== undefined) {
                dataView(memory0).setInt8(base + 8, 0, true);
              } else {
                const e = variant4;
                dataView(memory0).setInt8(base + 8, 1, true);
                
                var encodeRes = _utf8AllocateAndEncode(e, realloc0, memory0);
                var ptr3= encodeRes.ptr;
                var len3 = encodeRes.len;
                
                dataView(memory0).setUint32(base + 16, len3, true);
                dataView(memory0).setUint32(base + 12, ptr3, true);
              }
              var val5 = v1_2;
              var len5 = Array.isArray(val5) ? val5.length : val5.byteLength;
              var ptr5 = realloc0(0, 0, 1, len5 * 1);
              
              let valData5;
              const valLenBytes5 = len5 * 1;
              if (Array.isArray(val5)) {
                // Regular array likely containing numbers, write values to memory
                let offset = 0;
                const dv5 = new DataView(memory0.buffer);
                for (const v of val5) {
                  _requireValidNumericPrimitive.bind(null, 'u8')(v);
                  dv5.setUint8(ptr5+ offset, v, true);
                  offset += 1;
                }
              } else {
                // TypedArray / ArrayBuffer-like, direct copy
                valData5 = new Uint8Array(val5.buffer || val5, val5.byteOffset, valLenBytes5);
                const out5 = new Uint8Array(memory0.buffer, ptr5, valLenBytes5);
                out5.set(valData5);
              }
              
              dataView(memory0).setUint32(base + 24, len5, true);
              dataView(memory0).setUint32(base + 20, ptr5, true);
            }
            _debugLog('[iface="wit-studio:toolkit/document@0.1.0", function="compose"][Instruction::CallWasm] enter', {
              funcName: 'compose',
              paramCount: 4,
              async: false,
              postReturn: true,
            });
            
            let ret;
            
            try {
              ret =  _withGlobalCurrentTaskMeta({
                taskID: task.id(),
                componentIdx: task.componentIdx(),
                fn: () => document010Compose(ptr0, len0, result6, len6),
              });
            } catch (err) {
              
              _debugLog('[Instruction::CallWasm] error during sync call', {
                taskID: task.id(),
                err,
              });
              getOrCreateAsyncState(0).markTrapped(err);
              task.setErrored(err);
              task.reject(err);
              task.exit();
              throw err;
              
            }
            
            let variant45;
            switch (dataView(memory0).getUint8(ret + 0, true)) {
              case 0: {
                var ptr7 = dataView(memory0).getUint32(ret + 4, true);
                var len7 = dataView(memory0).getUint32(ret + 8, true);
                if (ptr7 % 1 !== 0) throw new TypeError(`list pointer [${ptr7}] is not aligned to 1`);
                var result7 = new Uint8Array(memory0.buffer.slice(ptr7, ptr7 + len7 * 1));
                var len15 = dataView(memory0).getUint32(ret + 16, true);
                var base15 = dataView(memory0).getUint32(ret + 12, true);
                if (base15 % 4 !== 0) throw new TypeError(`list pointer [${base15}] is not aligned to 4`);
                var result15 = [];
                for (let i = 0; i < len15; i++) {
                  const base = base15 + i * 28;
                  var ptr8 = dataView(memory0).getUint32(base + 0, true);
                  var len8 = dataView(memory0).getUint32(base + 4, true);
                  var result8 = TEXT_DECODER_UTF8.decode(new Uint8Array(memory0.buffer, ptr8, len8));
                  let enum9;
                  switch (dataView(memory0).getUint8(base + 8, true)) {
                    case 0: {
                      enum9 = 'interface';
                      break;
                    }
                    case 1: {
                      enum9 = 'func';
                      break;
                    }
                    case 2: {
                      enum9 = 'type';
                      break;
                    }
                    case 3: {
                      enum9 = 'component';
                      break;
                    }
                    case 4: {
                      enum9 = 'module';
                      break;
                    }
                    case 5: {
                      enum9 = 'value';
                      break;
                    }
                    default: {
                      throw new TypeError('invalid discriminant specified for Kind');
                    }
                  }
                  var len11 = dataView(memory0).getUint32(base + 16, true);
                  var base11 = dataView(memory0).getUint32(base + 12, true);
                  if (base11 % 4 !== 0) throw new TypeError(`list pointer [${base11}] is not aligned to 4`);
                  var result11 = [];
                  for (let i = 0; i < len11; i++) {
                    const base = base11 + i * 8;
                    var ptr10 = dataView(memory0).getUint32(base + 0, true);
                    var len10 = dataView(memory0).getUint32(base + 4, true);
                    var result10 = TEXT_DECODER_UTF8.decode(new Uint8Array(memory0.buffer, ptr10, len10));
                    result11.push(result10);
                  }
                  var len14 = dataView(memory0).getUint32(base + 24, true);
                  var base14 = dataView(memory0).getUint32(base + 20, true);
                  if (base14 % 4 !== 0) throw new TypeError(`list pointer [${base14}] is not aligned to 4`);
                  var result14 = [];
                  for (let i = 0; i < len14; i++) {
                    const base = base14 + i * 16;
                    var ptr12 = dataView(memory0).getUint32(base + 0, true);
                    var len12 = dataView(memory0).getUint32(base + 4, true);
                    var result12 = TEXT_DECODER_UTF8.decode(new Uint8Array(memory0.buffer, ptr12, len12));
                    var ptr13 = dataView(memory0).getUint32(base + 8, true);
                    var len13 = dataView(memory0).getUint32(base + 12, true);
                    var result13 = TEXT_DECODER_UTF8.decode(new Uint8Array(memory0.buffer, ptr13, len13));
                    result14.push({
                      interface: result12,
                      type: result13,
                    });
                  }
                  result15.push({
                    name: result8,
                    kind: enum9,
                    functions: result11,
                    uses: result14,
                  });
                }
                var len23 = dataView(memory0).getUint32(ret + 24, true);
                var base23 = dataView(memory0).getUint32(ret + 20, true);
                if (base23 % 4 !== 0) throw new TypeError(`list pointer [${base23}] is not aligned to 4`);
                var result23 = [];
                for (let i = 0; i < len23; i++) {
                  const base = base23 + i * 28;
                  var ptr16 = dataView(memory0).getUint32(base + 0, true);
                  var len16 = dataView(memory0).getUint32(base + 4, true);
                  var result16 = TEXT_DECODER_UTF8.decode(new Uint8Array(memory0.buffer, ptr16, len16));
                  let enum17;
                  switch (dataView(memory0).getUint8(base + 8, true)) {
                    case 0: {
                      enum17 = 'interface';
                      break;
                    }
                    case 1: {
                      enum17 = 'func';
                      break;
                    }
                    case 2: {
                      enum17 = 'type';
                      break;
                    }
                    case 3: {
                      enum17 = 'component';
                      break;
                    }
                    case 4: {
                      enum17 = 'module';
                      break;
                    }
                    case 5: {
                      enum17 = 'value';
                      break;
                    }
                    default: {
                      throw new TypeError('invalid discriminant specified for Kind');
                    }
                  }
                  var len19 = dataView(memory0).getUint32(base + 16, true);
                  var base19 = dataView(memory0).getUint32(base + 12, true);
                  if (base19 % 4 !== 0) throw new TypeError(`list pointer [${base19}] is not aligned to 4`);
                  var result19 = [];
                  for (let i = 0; i < len19; i++) {
                    const base = base19 + i * 8;
                    var ptr18 = dataView(memory0).getUint32(base + 0, true);
                    var len18 = dataView(memory0).getUint32(base + 4, true);
                    var result18 = TEXT_DECODER_UTF8.decode(new Uint8Array(memory0.buffer, ptr18, len18));
                    result19.push(result18);
                  }
                  var len22 = dataView(memory0).getUint32(base + 24, true);
                  var base22 = dataView(memory0).getUint32(base + 20, true);
                  if (base22 % 4 !== 0) throw new TypeError(`list pointer [${base22}] is not aligned to 4`);
                  var result22 = [];
                  for (let i = 0; i < len22; i++) {
                    const base = base22 + i * 16;
                    var ptr20 = dataView(memory0).getUint32(base + 0, true);
                    var len20 = dataView(memory0).getUint32(base + 4, true);
                    var result20 = TEXT_DECODER_UTF8.decode(new Uint8Array(memory0.buffer, ptr20, len20));
                    var ptr21 = dataView(memory0).getUint32(base + 8, true);
                    var len21 = dataView(memory0).getUint32(base + 12, true);
                    var result21 = TEXT_DECODER_UTF8.decode(new Uint8Array(memory0.buffer, ptr21, len21));
                    result22.push({
                      interface: result20,
                      type: result21,
                    });
                  }
                  result23.push({
                    name: result16,
                    kind: enum17,
                    functions: result19,
                    uses: result22,
                  });
                }
                var len27 = dataView(memory0).getUint32(ret + 32, true);
                var base27 = dataView(memory0).getUint32(ret + 28, true);
                if (base27 % 4 !== 0) throw new TypeError(`list pointer [${base27}] is not aligned to 4`);
                var result27 = [];
                for (let i = 0; i < len27; i++) {
                  const base = base27 + i * 20;
                  let variant25;
                  switch (dataView(memory0).getUint8(base + 0, true)) {
                    case 0: {
                      variant25 = undefined;
                      break;
                    }
                    case 1: {
                      var ptr24 = dataView(memory0).getUint32(base + 4, true);
                      var len24 = dataView(memory0).getUint32(base + 8, true);
                      var result24 = TEXT_DECODER_UTF8.decode(new Uint8Array(memory0.buffer, ptr24, len24));
                      variant25 = result24;
                      break;
                    }
                    default: {
                      throw new TypeError('invalid variant discriminant for option');
                    }
                  }
                  var ptr26 = dataView(memory0).getUint32(base + 12, true);
                  var len26 = dataView(memory0).getUint32(base + 16, true);
                  var result26 = TEXT_DECODER_UTF8.decode(new Uint8Array(memory0.buffer, ptr26, len26));
                  result27.push({
                    name: variant25,
                    package: result26,
                  });
                }
                var len32 = dataView(memory0).getUint32(ret + 40, true);
                var base32 = dataView(memory0).getUint32(ret + 36, true);
                if (base32 % 4 !== 0) throw new TypeError(`list pointer [${base32}] is not aligned to 4`);
                var result32 = [];
                for (let i = 0; i < len32; i++) {
                  const base = base32 + i * 36;
                  var ptr28 = dataView(memory0).getUint32(base + 4, true);
                  var len28 = dataView(memory0).getUint32(base + 8, true);
                  var result28 = TEXT_DECODER_UTF8.decode(new Uint8Array(memory0.buffer, ptr28, len28));
                  let variant31;
                  switch (dataView(memory0).getUint8(base + 16, true)) {
                    case 0: {
                      variant31 = undefined;
                      break;
                    }
                    case 1: {
                      var ptr29 = dataView(memory0).getUint32(base + 20, true);
                      var len29 = dataView(memory0).getUint32(base + 24, true);
                      var result29 = TEXT_DECODER_UTF8.decode(new Uint8Array(memory0.buffer, ptr29, len29));
                      var ptr30 = dataView(memory0).getUint32(base + 28, true);
                      var len30 = dataView(memory0).getUint32(base + 32, true);
                      var result30 = TEXT_DECODER_UTF8.decode(new Uint8Array(memory0.buffer, ptr30, len30));
                      variant31 = [result29, result30];
                      break;
                    }
                    default: {
                      throw new TypeError('invalid variant discriminant for option');
                    }
                  }
                  result32.push({
                    target: dataView(memory0).getInt32(base + 0, true) >>> 0,
                    import: result28,
                    source: dataView(memory0).getInt32(base + 12, true) >>> 0,
                    function: variant31,
                  });
                }
                variant45= {
                  tag: 'ok',
                  val: {
                    component: result7,
                    description: {
                      imports: result15,
                      exports: result23,
                    },
                    instances: result27,
                    wires: result32,
                  }
                };
                break;
              }
              case 1: {
                var ptr33 = dataView(memory0).getUint32(ret + 4, true);
                var len33 = dataView(memory0).getUint32(ret + 8, true);
                var result33 = TEXT_DECODER_UTF8.decode(new Uint8Array(memory0.buffer, ptr33, len33));
                var len35 = dataView(memory0).getUint32(ret + 16, true);
                var base35 = dataView(memory0).getUint32(ret + 12, true);
                if (base35 % 4 !== 0) throw new TypeError(`list pointer [${base35}] is not aligned to 4`);
                var result35 = [];
                for (let i = 0; i < len35; i++) {
                  const base = base35 + i * 8;
                  var ptr34 = dataView(memory0).getUint32(base + 0, true);
                  var len34 = dataView(memory0).getUint32(base + 4, true);
                  var result34 = TEXT_DECODER_UTF8.decode(new Uint8Array(memory0.buffer, ptr34, len34));
                  result35.push(result34);
                }
                var len38 = dataView(memory0).getUint32(ret + 24, true);
                var base38 = dataView(memory0).getUint32(ret + 20, true);
                if (base38 % 4 !== 0) throw new TypeError(`list pointer [${base38}] is not aligned to 4`);
                var result38 = [];
                for (let i = 0; i < len38; i++) {
                  const base = base38 + i * 20;
                  let variant37;
                  switch (dataView(memory0).getUint8(base + 8, true)) {
                    case 0: {
                      variant37 = undefined;
                      break;
                    }
                    case 1: {
                      var ptr36 = dataView(memory0).getUint32(base + 12, true);
                      var len36 = dataView(memory0).getUint32(base + 16, true);
                      var result36 = TEXT_DECODER_UTF8.decode(new Uint8Array(memory0.buffer, ptr36, len36));
                      variant37 = result36;
                      break;
                    }
                    default: {
                      throw new TypeError('invalid variant discriminant for option');
                    }
                  }
                  result38.push({
                    span: {
                      start: dataView(memory0).getInt32(base + 0, true) >>> 0,
                      end: dataView(memory0).getInt32(base + 4, true) >>> 0,
                    },
                    text: variant37,
                  });
                }
                let variant40;
                switch (dataView(memory0).getUint8(ret + 28, true)) {
                  case 0: {
                    variant40 = undefined;
                    break;
                  }
                  case 1: {
                    var ptr39 = dataView(memory0).getUint32(ret + 32, true);
                    var len39 = dataView(memory0).getUint32(ret + 36, true);
                    var result39 = TEXT_DECODER_UTF8.decode(new Uint8Array(memory0.buffer, ptr39, len39));
                    variant40 = result39;
                    break;
                  }
                  default: {
                    throw new TypeError('invalid variant discriminant for option');
                  }
                }
                let variant44;
                switch (dataView(memory0).getUint8(ret + 40, true)) {
                  case 0: {
                    variant44 = undefined;
                    break;
                  }
                  case 1: {
                    var ptr41 = dataView(memory0).getUint32(ret + 44, true);
                    var len41 = dataView(memory0).getUint32(ret + 48, true);
                    var result41 = TEXT_DECODER_UTF8.decode(new Uint8Array(memory0.buffer, ptr41, len41));
                    var len43 = dataView(memory0).getUint32(ret + 56, true);
                    var base43 = dataView(memory0).getUint32(ret + 52, true);
                    if (base43 % 4 !== 0) throw new TypeError(`list pointer [${base43}] is not aligned to 4`);
                    var result43 = [];
                    for (let i = 0; i < len43; i++) {
                      const base = base43 + i * 8;
                      var ptr42 = dataView(memory0).getUint32(base + 0, true);
                      var len42 = dataView(memory0).getUint32(base + 4, true);
                      var result42 = TEXT_DECODER_UTF8.decode(new Uint8Array(memory0.buffer, ptr42, len42));
                      result43.push(result42);
                    }
                    variant44 = {
                      name: result41,
                      known: result43,
                    };
                    break;
                  }
                  default: {
                    throw new TypeError('invalid variant discriminant for option');
                  }
                }
                variant45= {
                  tag: 'err',
                  val: {
                    message: result33,
                    reasons: result35,
                    labels: result38,
                    help: variant40,
                    misnamed: variant44,
                  }
                };
                break;
              }
              default: {
                throw new TypeError('invalid variant discriminant for expected');
              }
            }
            _debugLog('[iface="wit-studio:toolkit/document@0.1.0", function="compose"][Instruction::Return]', {
              funcName: 'compose',
              paramCount: 1,
              async: false,
              postReturn: true
            });
            const retCopy = variant45;
            task.resolve([retCopy.val]);
            
            let cstate = getOrCreateAsyncState(0);
            cstate.mayLeave = false;
            postReturn10(ret);
            cstate.mayLeave = true;
            task.exit();
            
            
            
            if (typeof retCopy === 'object' && retCopy.tag === 'err') {
              throw new ComponentError(retCopy.val);
            }
            return retCopy.val;
            
            
          } catch (err) {
            if (!task.isResolvedState()) {
              task.setErrored(err);
              task.reject(err);
            }
            if (!task.isExited()) { task.exit({ skipExclusiveLockCheck: true }); }
            throw err;
          }
        },
      });
      
    }
    let packages010Encode;
    
    function encode(arg0, arg1) {
      
      const hostProvided = false;
      getOrCreateAsyncState(0).throwIfTrapped();
      
      const [task, _wasm_call_currentTaskID] = createNewCurrentTask({
        componentIdx: 0,
        isAsync: false,
        isManualAsync: false,
        preserveFutureResult: false,
        entryFnName: 'packages010Encode',
        getCallbackFn: () => null,
        callbackFnName: null,
        errHandling: 'throw-result-err',
        callingWasmExport: true,
      });
      task.setCalleeIsAsync(false);
      
      const started = task.enterSync();
      CURRENT_TASK_MAY_BLOCK.value = task.mayBlock() ? 1 : 0;
      
      if (0!== null) {
        task.setReturnMemoryIdx(0);
        task.setReturnMemory((() => memory0)());
      }
      
      
      return _withGlobalCurrentTaskMeta({
        taskID: task.id(),
        componentIdx: task.componentIdx(),
        fn: () => {
          try {
            
            var vec3 = arg0;
            var len3 = vec3.length;
            var result3 = realloc0(0, 0, 4, len3 * 16);
            for (let i = 0; i < vec3.length; i++) {
              const e = vec3[i];
              const base = result3 + i * 16;var {path: v0_0, text: v0_1 } = e;
              
              var encodeRes = _utf8AllocateAndEncode(v0_0, realloc0, memory0);
              var ptr1= encodeRes.ptr;
              var len1 = encodeRes.len;
              
              dataView(memory0).setUint32(base + 4, len1, true);
              dataView(memory0).setUint32(base + 0, ptr1, true);
              
              var encodeRes = _utf8AllocateAndEncode(v0_1, realloc0, memory0);
              var ptr2= encodeRes.ptr;
              var len2 = encodeRes.len;
              
              dataView(memory0).setUint32(base + 12, len2, true);
              dataView(memory0).setUint32(base + 8, ptr2, true);
            }
            var vec10 = arg1;
            var len10 = vec10.length;
            var result10 = realloc0(0, 0, 4, len10 * 12);
            for (let i = 0; i < vec10.length; i++) {
              const e = vec10[i];
              const base = result10 + i * 12;var variant9 = e;
              switch (variant9.tag) {
                case 'text': {
                  const e = variant9.val;
                  dataView(memory0).setInt8(base + 0, 0, true);
                  var vec7 = e;
                  var len7 = vec7.length;
                  var result7 = realloc0(0, 0, 4, len7 * 16);
                  for (let i = 0; i < vec7.length; i++) {
                    const e = vec7[i];
                    const base = result7 + i * 16;var {path: v4_0, text: v4_1 } = e;
                    
                    var encodeRes = _utf8AllocateAndEncode(v4_0, realloc0, memory0);
                    var ptr5= encodeRes.ptr;
                    var len5 = encodeRes.len;
                    
                    dataView(memory0).setUint32(base + 4, len5, true);
                    dataView(memory0).setUint32(base + 0, ptr5, true);
                    
                    var encodeRes = _utf8AllocateAndEncode(v4_1, realloc0, memory0);
                    var ptr6= encodeRes.ptr;
                    var len6 = encodeRes.len;
                    
                    dataView(memory0).setUint32(base + 12, len6, true);
                    dataView(memory0).setUint32(base + 8, ptr6, true);
                  }
                  dataView(memory0).setUint32(base + 8, len7, true);
                  dataView(memory0).setUint32(base + 4, result7, true);
                  break;
                }
                case 'binary': {
                  const e = variant9.val;
                  dataView(memory0).setInt8(base + 0, 1, true);
                  var val8 = e;
                  var len8 = Array.isArray(val8) ? val8.length : val8.byteLength;
                  var ptr8 = realloc0(0, 0, 1, len8 * 1);
                  
                  let valData8;
                  const valLenBytes8 = len8 * 1;
                  if (Array.isArray(val8)) {
                    // Regular array likely containing numbers, write values to memory
                    let offset = 0;
                    const dv8 = new DataView(memory0.buffer);
                    for (const v of val8) {
                      _requireValidNumericPrimitive.bind(null, 'u8')(v);
                      dv8.setUint8(ptr8+ offset, v, true);
                      offset += 1;
                    }
                  } else {
                    // TypedArray / ArrayBuffer-like, direct copy
                    valData8 = new Uint8Array(val8.buffer || val8, val8.byteOffset, valLenBytes8);
                    const out8 = new Uint8Array(memory0.buffer, ptr8, valLenBytes8);
                    out8.set(valData8);
                  }
                  
                  dataView(memory0).setUint32(base + 8, len8, true);
                  dataView(memory0).setUint32(base + 4, ptr8, true);
                  break;
                }
                default: {
                  throw new TypeError(`invalid variant tag value \`${JSON.stringify(variant9.tag)}\` (received \`${variant9}\`) specified for \`Source\``);
                }
              }
            }
            _debugLog('[iface="wit-studio:toolkit/packages@0.1.0", function="encode"][Instruction::CallWasm] enter', {
              funcName: 'encode',
              paramCount: 4,
              async: false,
              postReturn: true,
            });
            
            let ret;
            
            try {
              ret =  _withGlobalCurrentTaskMeta({
                taskID: task.id(),
                componentIdx: task.componentIdx(),
                fn: () => packages010Encode(result3, len3, result10, len10),
              });
            } catch (err) {
              
              _debugLog('[Instruction::CallWasm] error during sync call', {
                taskID: task.id(),
                err,
              });
              getOrCreateAsyncState(0).markTrapped(err);
              task.setErrored(err);
              task.reject(err);
              task.exit();
              throw err;
              
            }
            
            let variant14;
            switch (dataView(memory0).getUint8(ret + 0, true)) {
              case 0: {
                var ptr11 = dataView(memory0).getUint32(ret + 4, true);
                var len11 = dataView(memory0).getUint32(ret + 8, true);
                if (ptr11 % 1 !== 0) throw new TypeError(`list pointer [${ptr11}] is not aligned to 1`);
                var result11 = new Uint8Array(memory0.buffer.slice(ptr11, ptr11 + len11 * 1));
                variant14= {
                  tag: 'ok',
                  val: result11
                };
                break;
              }
              case 1: {
                var len13 = dataView(memory0).getUint32(ret + 8, true);
                var base13 = dataView(memory0).getUint32(ret + 4, true);
                if (base13 % 4 !== 0) throw new TypeError(`list pointer [${base13}] is not aligned to 4`);
                var result13 = [];
                for (let i = 0; i < len13; i++) {
                  const base = base13 + i * 8;
                  var ptr12 = dataView(memory0).getUint32(base + 0, true);
                  var len12 = dataView(memory0).getUint32(base + 4, true);
                  var result12 = TEXT_DECODER_UTF8.decode(new Uint8Array(memory0.buffer, ptr12, len12));
                  result13.push(result12);
                }
                variant14= {
                  tag: 'err',
                  val: result13
                };
                break;
              }
              default: {
                throw new TypeError('invalid variant discriminant for expected');
              }
            }
            _debugLog('[iface="wit-studio:toolkit/packages@0.1.0", function="encode"][Instruction::Return]', {
              funcName: 'encode',
              paramCount: 1,
              async: false,
              postReturn: true
            });
            const retCopy = variant14;
            task.resolve([retCopy.val]);
            
            let cstate = getOrCreateAsyncState(0);
            cstate.mayLeave = false;
            postReturn11(ret);
            cstate.mayLeave = true;
            task.exit();
            
            
            
            if (typeof retCopy === 'object' && retCopy.tag === 'err') {
              throw new ComponentError(retCopy.val);
            }
            return retCopy.val;
            
            
          } catch (err) {
            if (!task.isResolvedState()) {
              task.setErrored(err);
              task.reject(err);
            }
            if (!task.isExited()) { task.exit({ skipExclusiveLockCheck: true }); }
            throw err;
          }
        },
      });
      
    }
    let packages010OfComponent;
    
    function ofComponent(arg0) {
      
      const hostProvided = false;
      getOrCreateAsyncState(0).throwIfTrapped();
      
      const [task, _wasm_call_currentTaskID] = createNewCurrentTask({
        componentIdx: 0,
        isAsync: false,
        isManualAsync: false,
        preserveFutureResult: false,
        entryFnName: 'packages010OfComponent',
        getCallbackFn: () => null,
        callbackFnName: null,
        errHandling: 'throw-result-err',
        callingWasmExport: true,
      });
      task.setCalleeIsAsync(false);
      
      const started = task.enterSync();
      CURRENT_TASK_MAY_BLOCK.value = task.mayBlock() ? 1 : 0;
      
      if (0!== null) {
        task.setReturnMemoryIdx(0);
        task.setReturnMemory((() => memory0)());
      }
      
      
      return _withGlobalCurrentTaskMeta({
        taskID: task.id(),
        componentIdx: task.componentIdx(),
        fn: () => {
          try {
            
            var val0 = arg0;
            var len0 = Array.isArray(val0) ? val0.length : val0.byteLength;
            var ptr0 = realloc0(0, 0, 1, len0 * 1);
            
            let valData0;
            const valLenBytes0 = len0 * 1;
            if (Array.isArray(val0)) {
              // Regular array likely containing numbers, write values to memory
              let offset = 0;
              const dv0 = new DataView(memory0.buffer);
              for (const v of val0) {
                _requireValidNumericPrimitive.bind(null, 'u8')(v);
                dv0.setUint8(ptr0+ offset, v, true);
                offset += 1;
              }
            } else {
              // TypedArray / ArrayBuffer-like, direct copy
              valData0 = new Uint8Array(val0.buffer || val0, val0.byteOffset, valLenBytes0);
              const out0 = new Uint8Array(memory0.buffer, ptr0, valLenBytes0);
              out0.set(valData0);
            }
            
            _debugLog('[iface="wit-studio:toolkit/packages@0.1.0", function="of-component"][Instruction::CallWasm] enter', {
              funcName: 'of-component',
              paramCount: 2,
              async: false,
              postReturn: true,
            });
            
            let ret;
            
            try {
              ret =  _withGlobalCurrentTaskMeta({
                taskID: task.id(),
                componentIdx: task.componentIdx(),
                fn: () => packages010OfComponent(ptr0, len0),
              });
            } catch (err) {
              
              _debugLog('[Instruction::CallWasm] error during sync call', {
                taskID: task.id(),
                err,
              });
              getOrCreateAsyncState(0).markTrapped(err);
              task.setErrored(err);
              task.reject(err);
              task.exit();
              throw err;
              
            }
            
            let variant4;
            switch (dataView(memory0).getUint8(ret + 0, true)) {
              case 0: {
                var ptr1 = dataView(memory0).getUint32(ret + 4, true);
                var len1 = dataView(memory0).getUint32(ret + 8, true);
                var result1 = TEXT_DECODER_UTF8.decode(new Uint8Array(memory0.buffer, ptr1, len1));
                variant4= {
                  tag: 'ok',
                  val: result1
                };
                break;
              }
              case 1: {
                var len3 = dataView(memory0).getUint32(ret + 8, true);
                var base3 = dataView(memory0).getUint32(ret + 4, true);
                if (base3 % 4 !== 0) throw new TypeError(`list pointer [${base3}] is not aligned to 4`);
                var result3 = [];
                for (let i = 0; i < len3; i++) {
                  const base = base3 + i * 8;
                  var ptr2 = dataView(memory0).getUint32(base + 0, true);
                  var len2 = dataView(memory0).getUint32(base + 4, true);
                  var result2 = TEXT_DECODER_UTF8.decode(new Uint8Array(memory0.buffer, ptr2, len2));
                  result3.push(result2);
                }
                variant4= {
                  tag: 'err',
                  val: result3
                };
                break;
              }
              default: {
                throw new TypeError('invalid variant discriminant for expected');
              }
            }
            _debugLog('[iface="wit-studio:toolkit/packages@0.1.0", function="of-component"][Instruction::Return]', {
              funcName: 'of-component',
              paramCount: 1,
              async: false,
              postReturn: true
            });
            const retCopy = variant4;
            task.resolve([retCopy.val]);
            
            let cstate = getOrCreateAsyncState(0);
            cstate.mayLeave = false;
            postReturn11(ret);
            cstate.mayLeave = true;
            task.exit();
            
            
            
            if (typeof retCopy === 'object' && retCopy.tag === 'err') {
              throw new ComponentError(retCopy.val);
            }
            return retCopy.val;
            
            
          } catch (err) {
            if (!task.isResolvedState()) {
              task.setErrored(err);
              task.reject(err);
            }
            if (!task.isExited()) { task.exit({ skipExclusiveLockCheck: true }); }
            throw err;
          }
        },
      });
      
    }
    let modules010Wrap;
    
    function wrap(arg0) {
      
      const hostProvided = false;
      getOrCreateAsyncState(0).throwIfTrapped();
      
      const [task, _wasm_call_currentTaskID] = createNewCurrentTask({
        componentIdx: 0,
        isAsync: false,
        isManualAsync: false,
        preserveFutureResult: false,
        entryFnName: 'modules010Wrap',
        getCallbackFn: () => null,
        callbackFnName: null,
        errHandling: 'throw-result-err',
        callingWasmExport: true,
      });
      task.setCalleeIsAsync(false);
      
      const started = task.enterSync();
      CURRENT_TASK_MAY_BLOCK.value = task.mayBlock() ? 1 : 0;
      
      if (0!== null) {
        task.setReturnMemoryIdx(0);
        task.setReturnMemory((() => memory0)());
      }
      
      
      return _withGlobalCurrentTaskMeta({
        taskID: task.id(),
        componentIdx: task.componentIdx(),
        fn: () => {
          try {
            
            var val0 = arg0;
            var len0 = Array.isArray(val0) ? val0.length : val0.byteLength;
            var ptr0 = realloc0(0, 0, 1, len0 * 1);
            
            let valData0;
            const valLenBytes0 = len0 * 1;
            if (Array.isArray(val0)) {
              // Regular array likely containing numbers, write values to memory
              let offset = 0;
              const dv0 = new DataView(memory0.buffer);
              for (const v of val0) {
                _requireValidNumericPrimitive.bind(null, 'u8')(v);
                dv0.setUint8(ptr0+ offset, v, true);
                offset += 1;
              }
            } else {
              // TypedArray / ArrayBuffer-like, direct copy
              valData0 = new Uint8Array(val0.buffer || val0, val0.byteOffset, valLenBytes0);
              const out0 = new Uint8Array(memory0.buffer, ptr0, valLenBytes0);
              out0.set(valData0);
            }
            
            _debugLog('[iface="wit-studio:toolkit/modules@0.1.0", function="wrap"][Instruction::CallWasm] enter', {
              funcName: 'wrap',
              paramCount: 2,
              async: false,
              postReturn: true,
            });
            
            let ret;
            
            try {
              ret =  _withGlobalCurrentTaskMeta({
                taskID: task.id(),
                componentIdx: task.componentIdx(),
                fn: () => modules010Wrap(ptr0, len0),
              });
            } catch (err) {
              
              _debugLog('[Instruction::CallWasm] error during sync call', {
                taskID: task.id(),
                err,
              });
              getOrCreateAsyncState(0).markTrapped(err);
              task.setErrored(err);
              task.reject(err);
              task.exit();
              throw err;
              
            }
            
            let variant7;
            switch (dataView(memory0).getUint8(ret + 0, true)) {
              case 0: {
                var ptr1 = dataView(memory0).getUint32(ret + 4, true);
                var len1 = dataView(memory0).getUint32(ret + 8, true);
                if (ptr1 % 1 !== 0) throw new TypeError(`list pointer [${ptr1}] is not aligned to 1`);
                var result1 = new Uint8Array(memory0.buffer.slice(ptr1, ptr1 + len1 * 1));
                variant7= {
                  tag: 'ok',
                  val: result1
                };
                break;
              }
              case 1: {
                let variant6;
                switch (dataView(memory0).getUint8(ret + 4, true)) {
                  case 0: {
                    var len3 = dataView(memory0).getUint32(ret + 12, true);
                    var base3 = dataView(memory0).getUint32(ret + 8, true);
                    if (base3 % 4 !== 0) throw new TypeError(`list pointer [${base3}] is not aligned to 4`);
                    var result3 = [];
                    for (let i = 0; i < len3; i++) {
                      const base = base3 + i * 8;
                      var ptr2 = dataView(memory0).getUint32(base + 0, true);
                      var len2 = dataView(memory0).getUint32(base + 4, true);
                      var result2 = TEXT_DECODER_UTF8.decode(new Uint8Array(memory0.buffer, ptr2, len2));
                      result3.push(result2);
                    }
                    variant6= {
                      tag: 'invalid',
                      val: result3
                    };
                    break;
                  }
                  case 1: {
                    var len5 = dataView(memory0).getUint32(ret + 12, true);
                    var base5 = dataView(memory0).getUint32(ret + 8, true);
                    if (base5 % 4 !== 0) throw new TypeError(`list pointer [${base5}] is not aligned to 4`);
                    var result5 = [];
                    for (let i = 0; i < len5; i++) {
                      const base = base5 + i * 8;
                      var ptr4 = dataView(memory0).getUint32(base + 0, true);
                      var len4 = dataView(memory0).getUint32(base + 4, true);
                      var result4 = TEXT_DECODER_UTF8.decode(new Uint8Array(memory0.buffer, ptr4, len4));
                      result5.push(result4);
                    }
                    variant6= {
                      tag: 'unknown-imports',
                      val: result5
                    };
                    break;
                  }
                  case 2: {
                    variant6= {
                      tag: 'nothing-to-call',
                    };
                    break;
                  }
                  default: {
                    throw new TypeError('invalid variant discriminant for Refusal');
                  }
                }
                variant7= {
                  tag: 'err',
                  val: variant6
                };
                break;
              }
              default: {
                throw new TypeError('invalid variant discriminant for expected');
              }
            }
            _debugLog('[iface="wit-studio:toolkit/modules@0.1.0", function="wrap"][Instruction::Return]', {
              funcName: 'wrap',
              paramCount: 1,
              async: false,
              postReturn: true
            });
            const retCopy = variant7;
            task.resolve([retCopy.val]);
            
            let cstate = getOrCreateAsyncState(0);
            cstate.mayLeave = false;
            postReturn12(ret);
            cstate.mayLeave = true;
            task.exit();
            
            
            
            if (typeof retCopy === 'object' && retCopy.tag === 'err') {
              throw new ComponentError(retCopy.val);
            }
            return retCopy.val;
            
            
          } catch (err) {
            if (!task.isResolvedState()) {
              task.setErrored(err);
              task.reject(err);
            }
            if (!task.isExited()) { task.exit({ skipExclusiveLockCheck: true }); }
            throw err;
          }
        },
      });
      
    }
    const trampoline0 = rscTableCreateOwn.bind(null, handleTable0);
    function trampoline1(handle) {
      const handleEntry = rscTableRemove(handleTable0, handle);
      if (handleEntry.own) {
        exports0['0'](handleEntry.rep);
      }
    }
    ({ exports: exports0 } = instantiateCore(module1));
    ({ exports: exports1 } = instantiateCore(module0, {
      '[export]wit-studio:toolkit/graph@0.1.0': {
        '[resource-drop]graph': Object.assign(_guardMayLeave(0, trampoline1), { _jcoMaySuspend: false }),
        '[resource-new]graph': Object.assign(_guardMayLeave(0, trampoline0), { _jcoMaySuspend: false }),
      },
    }));
    ({ exports: exports2 } = instantiateCore(module2, {
      actual: {
        '0': Object.assign(exports1['wit-studio:toolkit/graph@0.1.0#[dtor]graph'], { _jcoMaySuspend: false }),
      },
      shim: {
        $imports: exports0.$imports,
      },
    }));
    memory0 = exports1.memory;
    realloc0 = exports1.cabi_realloc;
    
    try {
      realloc0Async = WebAssembly.promising(exports1.cabi_realloc);
    } catch(err) {
      realloc0Async = exports1.cabi_realloc;
    }
    
    postReturn0 = exports1['cabi_post_wit-studio:toolkit/describe@0.1.0#describe'];
    
    try {
      postReturn0Async = WebAssembly.promising(exports1['cabi_post_wit-studio:toolkit/describe@0.1.0#describe']);
    } catch(err) {
      postReturn0Async = exports1['cabi_post_wit-studio:toolkit/describe@0.1.0#describe'];
    }
    
    postReturn1 = exports1['cabi_post_wit-studio:toolkit/graph@0.1.0#[method]graph.wire'];
    
    try {
      postReturn1Async = WebAssembly.promising(exports1['cabi_post_wit-studio:toolkit/graph@0.1.0#[method]graph.wire']);
    } catch(err) {
      postReturn1Async = exports1['cabi_post_wit-studio:toolkit/graph@0.1.0#[method]graph.wire'];
    }
    
    postReturn2 = exports1['cabi_post_wit-studio:toolkit/graph@0.1.0#[method]graph.export'];
    
    try {
      postReturn2Async = WebAssembly.promising(exports1['cabi_post_wit-studio:toolkit/graph@0.1.0#[method]graph.export']);
    } catch(err) {
      postReturn2Async = exports1['cabi_post_wit-studio:toolkit/graph@0.1.0#[method]graph.export'];
    }
    
    postReturn3 = exports1['cabi_post_wit-studio:toolkit/graph@0.1.0#[method]graph.encode'];
    
    try {
      postReturn3Async = WebAssembly.promising(exports1['cabi_post_wit-studio:toolkit/graph@0.1.0#[method]graph.encode']);
    } catch(err) {
      postReturn3Async = exports1['cabi_post_wit-studio:toolkit/graph@0.1.0#[method]graph.encode'];
    }
    
    postReturn4 = exports1['cabi_post_wit-studio:toolkit/targets@0.1.0#check'];
    
    try {
      postReturn4Async = WebAssembly.promising(exports1['cabi_post_wit-studio:toolkit/targets@0.1.0#check']);
    } catch(err) {
      postReturn4Async = exports1['cabi_post_wit-studio:toolkit/targets@0.1.0#check'];
    }
    
    postReturn5 = exports1['cabi_post_wit-studio:toolkit/stubs@0.1.0#make'];
    
    try {
      postReturn5Async = WebAssembly.promising(exports1['cabi_post_wit-studio:toolkit/stubs@0.1.0#make']);
    } catch(err) {
      postReturn5Async = exports1['cabi_post_wit-studio:toolkit/stubs@0.1.0#make'];
    }
    
    postReturn6 = exports1['cabi_post_wit-studio:toolkit/callers@0.1.0#make'];
    
    try {
      postReturn6Async = WebAssembly.promising(exports1['cabi_post_wit-studio:toolkit/callers@0.1.0#make']);
    } catch(err) {
      postReturn6Async = exports1['cabi_post_wit-studio:toolkit/callers@0.1.0#make'];
    }
    
    postReturn7 = exports1['cabi_post_wit-studio:toolkit/files@0.1.0#make'];
    
    try {
      postReturn7Async = WebAssembly.promising(exports1['cabi_post_wit-studio:toolkit/files@0.1.0#make']);
    } catch(err) {
      postReturn7Async = exports1['cabi_post_wit-studio:toolkit/files@0.1.0#make'];
    }
    
    postReturn8 = exports1['cabi_post_wit-studio:toolkit/document@0.1.0#outline-of'];
    
    try {
      postReturn8Async = WebAssembly.promising(exports1['cabi_post_wit-studio:toolkit/document@0.1.0#outline-of']);
    } catch(err) {
      postReturn8Async = exports1['cabi_post_wit-studio:toolkit/document@0.1.0#outline-of'];
    }
    
    postReturn9 = exports1['cabi_post_wit-studio:toolkit/document@0.1.0#packages'];
    
    try {
      postReturn9Async = WebAssembly.promising(exports1['cabi_post_wit-studio:toolkit/document@0.1.0#packages']);
    } catch(err) {
      postReturn9Async = exports1['cabi_post_wit-studio:toolkit/document@0.1.0#packages'];
    }
    
    postReturn10 = exports1['cabi_post_wit-studio:toolkit/document@0.1.0#compose'];
    
    try {
      postReturn10Async = WebAssembly.promising(exports1['cabi_post_wit-studio:toolkit/document@0.1.0#compose']);
    } catch(err) {
      postReturn10Async = exports1['cabi_post_wit-studio:toolkit/document@0.1.0#compose'];
    }
    
    postReturn11 = exports1['cabi_post_wit-studio:toolkit/packages@0.1.0#encode'];
    
    try {
      postReturn11Async = WebAssembly.promising(exports1['cabi_post_wit-studio:toolkit/packages@0.1.0#encode']);
    } catch(err) {
      postReturn11Async = exports1['cabi_post_wit-studio:toolkit/packages@0.1.0#encode'];
    }
    
    postReturn12 = exports1['cabi_post_wit-studio:toolkit/modules@0.1.0#wrap'];
    
    try {
      postReturn12Async = WebAssembly.promising(exports1['cabi_post_wit-studio:toolkit/modules@0.1.0#wrap']);
    } catch(err) {
      postReturn12Async = exports1['cabi_post_wit-studio:toolkit/modules@0.1.0#wrap'];
    }
    
    describe010Describe = exports1['wit-studio:toolkit/describe@0.1.0#describe'];
    graph010ConstructorGraph = exports1['wit-studio:toolkit/graph@0.1.0#[constructor]graph'];
    graph010MethodGraphLoad = exports1['wit-studio:toolkit/graph@0.1.0#[method]graph.load'];
    graph010MethodGraphInstantiate = exports1['wit-studio:toolkit/graph@0.1.0#[method]graph.instantiate'];
    graph010MethodGraphWire = exports1['wit-studio:toolkit/graph@0.1.0#[method]graph.wire'];
    graph010MethodGraphExport = exports1['wit-studio:toolkit/graph@0.1.0#[method]graph.export'];
    graph010MethodGraphEncode = exports1['wit-studio:toolkit/graph@0.1.0#[method]graph.encode'];
    targets010Check = exports1['wit-studio:toolkit/targets@0.1.0#check'];
    stubs010Make = exports1['wit-studio:toolkit/stubs@0.1.0#make'];
    callers010Make = exports1['wit-studio:toolkit/callers@0.1.0#make'];
    files010Make = exports1['wit-studio:toolkit/files@0.1.0#make'];
    document010OutlineOf = exports1['wit-studio:toolkit/document@0.1.0#outline-of'];
    document010Packages = exports1['wit-studio:toolkit/document@0.1.0#packages'];
    document010Compose = exports1['wit-studio:toolkit/document@0.1.0#compose'];
    packages010Encode = exports1['wit-studio:toolkit/packages@0.1.0#encode'];
    packages010OfComponent = exports1['wit-studio:toolkit/packages@0.1.0#of-component'];
    modules010Wrap = exports1['wit-studio:toolkit/modules@0.1.0#wrap'];
    const callers010 = {
      make: make$1,
      
    };
    const describe010 = {
      describe: describe,
      
    };
    const document010 = {
      compose: compose,
      outlineOf: outlineOf,
      packages: packages,
      
    };
    const files010 = {
      make: make$2,
      
    };
    const graph010 = {
      Graph: Graph,
      
    };
    const modules010 = {
      wrap: wrap,
      
    };
    const packages010 = {
      encode: encode,
      ofComponent: ofComponent,
      
    };
    const stubs010 = {
      make: make,
      
    };
    const targets010 = {
      check: check,
      
    };
    
    return { callers: callers010, describe: describe010, document: document010, files: files010, graph: graph010, modules: modules010, packages: packages010, stubs: stubs010, targets: targets010, 'wit-studio:toolkit/callers@0.1.0': callers010, 'wit-studio:toolkit/describe@0.1.0': describe010, 'wit-studio:toolkit/document@0.1.0': document010, 'wit-studio:toolkit/files@0.1.0': files010, 'wit-studio:toolkit/graph@0.1.0': graph010, 'wit-studio:toolkit/modules@0.1.0': modules010, 'wit-studio:toolkit/packages@0.1.0': packages010, 'wit-studio:toolkit/stubs@0.1.0': stubs010, 'wit-studio:toolkit/targets@0.1.0': targets010,  };
  })();
  let promise, resolve, reject;
  function normalizeInstantiationError(e) {
    // Native JSPI rejects a suspending import called from a
    // core start function before entering its JS wrapper.
    // At component instantiation time that always means the
    // implicit synchronous task attempted to block.
    if (typeof WebAssembly.SuspendError === 'function' && e instanceof WebAssembly.SuspendError) {
      return new WebAssembly.RuntimeError('cannot block a synchronous task before returning');
    }
    return e;
  }
  function runNext(value) {
    try {
      let done;
      do {
        ({ value, done } = gen.next(value));
      } while (!(value instanceof Promise) && !done);
      if (done) {
        if (resolve) return resolve(value);
        else return value;
      }
      if (!promise) promise = new Promise((_resolve, _reject) => (resolve = _resolve, reject= _reject));
      value.then(nextVal => done ? resolve() : runNext(nextVal), e => reject(normalizeInstantiationError(e)));
    }
    catch (e) {
      e = normalizeInstantiationError(e);
      if (reject) reject(e);
      else throw e;
    }
  }
  const maybeSyncReturn = runNext(null);
  return promise || maybeSyncReturn;
};

export const _util = {
  
}

