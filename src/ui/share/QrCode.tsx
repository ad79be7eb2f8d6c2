import { encode } from 'uqr';

/** Modules of quiet margin that a reader needs around the code (ISO/IEC 18004). */
const QUIET = 4;

/** Black on white in every theme, because cameras expect it. Nothing is shown where the text is too long for a code. */
export function QrCode({ text, label }: { readonly text: string; readonly label: string }) {
  const rows = modulesOf(text);
  if (!rows) return <p className="share-print">This link is too long for a QR code.</p>;
  const dark = rows.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])));
  return (
    <svg className="qr" viewBox={`0 0 ${rows.length} ${rows.length}`} role="img" aria-label={label}>
      <rect width="100%" height="100%" fill="#fff" />
      <path d={dark.join('')} fill="#000" shapeRendering="crispEdges" />
    </svg>
  );
}

/** Null beyond some 2,900 bytes, where the standard ends. */
function modulesOf(text: string): readonly (readonly boolean[])[] | null {
  try {
    return encode(text, { ecc: text.length > 1200 ? 'L' : 'M', border: QUIET }).data;
  } catch {
    return null;
  }
}
