import { RichText } from '../ui/rich-text.tsx';
import { useThrottledLog } from './use-throttled-log.ts';

export interface Judgement {
  /** 0: within the bounds; 1: at them; 2: past them. */
  readonly level: 0 | 1 | 2;
  /** One sentence, two at most, in rich-text markup. */
  readonly text: string;
}

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
