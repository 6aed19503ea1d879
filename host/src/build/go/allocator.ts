/**
 * While a caller's values are lowered into this memory, nothing may be imported (Canonical ABI, `may_leave`), but an
 * allocation reads clocks: the monotonic one when memory is returned, both when it starts a collection. After some
 * thousand calls the component traps. Newer versions of the package pause the monotonic clock in the adapter; the
 * collection is what this puts off.
 */
const CALL = 'Allocate(&pinner, newSize, align)';
const MENDED_CALL = 'allocateUncollected(newSize, align)';
const UNPIN = 'pinner.Unpin()';
const MENDED_UNPIN = `${UNPIN}\n\tcollectLater()`;

/** While pinned, a goroutine starts no collection (`gcStart` in the runtime); a postponed one starts after the call. */
const FUNCTIONS = `
//go:linkname procPin runtime.procPin
func procPin() int

//go:linkname procUnpin runtime.procUnpin
func procUnpin()

//go:wasmimport wasi_snapshot_preview1 adapter_monotonic_clock_set_paused
func pauseClock(paused bool)

func allocateUncollected(size, align uintptr) unsafe.Pointer {
	procPin()
	pauseClock(true)
	pointer := Allocate(&pinner, size, align)
	pauseClock(false)
	procUnpin()
	uncollected += size
	return pointer
}

var uncollected uintptr
var large []byte

// collectLater makes room for the memory of allocateUncollected: only a large allocation is sure to start a due
// collection.
func collectLater() {
	if uncollected > 1<<20 {
		uncollected = 0
		large = make([]byte, 1<<16)
	}
}
`;

/** The package's `wit/runtime/runtime.go` with an allocator that can be called while values are lowered. */
export function mendAllocator(text: string): string {
  if (!text.includes(CALL)) return text;
  return text.replace(CALL, MENDED_CALL).replace(UNPIN, MENDED_UNPIN) + FUNCTIONS;
}
