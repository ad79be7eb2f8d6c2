// Memory: a bump arena. What is allocated stays for the life of the instance; computing allocates nothing (but for the first
// gradient in inputs), creating and making room does.

/** Next free byte, always a multiple of 64. */
let top: usize = (__heap_base + 63) & ~63;

const PAGE_BITS: usize = 16;

/**
 * Room for `count` float32 (or int32), zero, aligned to a cache line of 64 bytes. Behind every block lie 64 bytes that
 * nobody owns: vector loads may read over the end of an array, and blocks of four rows may write over it.
 */
export function allocate(count: i32): usize {
  const start = top;
  top = (start + ((<usize>count) << 2) + 64 + 63) & ~63;
  const pages = <i32>((top + 0xffff) >> PAGE_BITS) - memory.size();
  if (pages > 0 && memory.grow(pages) < 0) unreachable();
  return start;
}

/** Smallest multiple of 4 that is not below `count`: the width of rows that vectors can be cut from. */
@inline
export function padded(count: i32): i32 {
  return (count + 3) & ~3;
}
