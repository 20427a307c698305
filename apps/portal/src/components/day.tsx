import { useFormat } from '../i18n/format.js';

/** A day as people write it; nothing where there is none. */
export function Day({ on }: { readonly on: string | null | undefined }) {
  const { day } = useFormat();
  return on ? (
    <time dateTime={on} style={{ whiteSpace: 'nowrap' }}>
      {day(on)}
    </time>
  ) : (
    <>–</>
  );
}

/** A moment in the reader's own time. */
export function Instant({ at }: { readonly at: string | null | undefined }) {
  const { instant } = useFormat();
  return at ? (
    <time dateTime={at} style={{ whiteSpace: 'nowrap' }}>
      {instant(at)}
    </time>
  ) : (
    <>–</>
  );
}

/** How long ago, or how soon, seen from `from`. */
export function Distance({ at, from }: { readonly at: string | null | undefined; readonly from: string }) {
  const { distance, instant } = useFormat();
  return at ? (
    <time dateTime={at} title={instant(at)}>
      {distance(at, from)}
    </time>
  ) : (
    <>–</>
  );
}
