import { RichText } from '../ui/rich-text.tsx';
import type { Judgement } from './panel.ts';
import { useThrottledLog } from './use-throttled-log.ts';

/** The sentence under a figure; its mark fills as the matter grows worse. */
export function Verdict({ judge }: { readonly judge: () => Judgement }) {
  // one string carries both, so that an unchanged verdict renders nothing
  const said = useThrottledLog(() => {
    const { level, text } = judge();
    return `${level}${text}`;
  }, 500);
  return (
    <p className="verdict" data-level={said[0]}>
      <RichText text={said.slice(1)} />
    </p>
  );
}
