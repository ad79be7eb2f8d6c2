/** The transport's signs, drawn on a 14 × 14 grid; the word beside each says the same. */
const PATHS = {
  play: 'M3 1l9.5 6L3 13z',
  pause: 'M2 1h3.5v12H2zM8.5 1H12v12H8.5z',
  line: 'M1 2l8 5-8 5zM10.5 2h2v10h-2z',
  iteration: 'M0 2l5.5 5L0 12zM5.5 2L11 7l-5.5 5zM11.8 2h2v10h-2z',
  reset: 'M7 2.2V0L3 3.1l4 3.2V4a3.9 3.9 0 1 1-3.9 3.9H1.3A5.7 5.7 0 1 0 7 2.2z',
} as const;

export function Icon({ name }: { readonly name: keyof typeof PATHS }) {
  return (
    <svg viewBox="0 0 14 14" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}
