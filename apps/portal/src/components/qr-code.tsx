import { encode } from 'uqr';

interface QrCodeProps {
  readonly text: string;
  /** What it is for, for those who do not see it. */
  readonly label: string;
}

/** Light around the code, in its own squares; ISO/IEC 18004 asks for four. */
const QUIET = 4;

/** A code that a telephone reads from the screen: dark on light also where the page is dark. */
export function QrCode({ text, label }: QrCodeProps) {
  const { data, size } = encode(text, { ecc: 'M', border: QUIET });
  const squares = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : [])));
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
      style={{ width: '100%', maxWidth: 220, background: '#fff', borderRadius: 4 }}
    >
      <path d={squares.join('')} fill="#000" />
    </svg>
  );
}
