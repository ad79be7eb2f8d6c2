import type { Notice } from '../../presets/experiment.ts';
import { Slip } from './Slip.tsx';

/** What the last link or edit got wrong, each with what was used instead. */
export function Notices({
  notices,
  onDismiss,
}: {
  readonly notices: readonly Notice[];
  readonly onDismiss: (index: number) => void;
}) {
  return notices.map((notice, index) => (
    <Slip key={`${notice.word} ${notice.text}`} word={notice.word} onDismiss={() => onDismiss(index)}>
      {notice.text}
    </Slip>
  ));
}
