import type { Notice } from '../presets/experiment.ts';

type Notices = readonly Notice[];

/** Words of notices that are about a run, and gone with it. */
const ABOUT_RUN = ['Restarted', 'Stopped', 'Kept', 'Backend', 'Workers'];

/** With one more; of each word only the newest stands. */
export const withNotice = (notices: Notices, notice: Notice): Notices => [
  ...notices.filter(({ word }) => word !== notice.word),
  notice,
];

/** What was said of the run itself, whatever link or edit led there. */
export const aboutRun = (notices: Notices): Notices => notices.filter(({ word }) => ABOUT_RUN.includes(word));

/** Without what was said of a run that is no more. */
export const withoutRun = (notices: Notices): Notices => notices.filter(({ word }) => !ABOUT_RUN.includes(word));
