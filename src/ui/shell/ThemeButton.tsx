import { chooseTheme, THEMES, useTheme } from './theme.ts';

const WORDS = { system: 'as the system has it', light: 'light', dark: 'dark' } as const;

/** Goes round: system, light, dark. Its spoken name says where it stands and where it goes. */
export function ThemeButton() {
  const theme = useTheme();
  const next = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length]!;
  return (
    <button
      type="button"
      className="btn bare theme"
      aria-label={`Theme: ${WORDS[theme]}. Change to ${WORDS[next]}`}
      title={`Theme: ${WORDS[theme]}`}
      onClick={() => chooseTheme(next)}
    >
      <svg viewBox="0 0 14 14" aria-hidden="true">
        <path d={ICONS[theme]} />
      </svg>
      <span className="t">Theme</span>
    </button>
  );
}

/** A disc of paper, half of each, a disc of ink; the ring is part of the path. */
const RING = 'M7 1a6 6 0 1 0 0 12A6 6 0 0 0 7 1zm0 1.4a4.6 4.6 0 1 1 0 9.2a4.6 4.6 0 0 1 0 -9.2z';
const ICONS = {
  system: `${RING}M7 2v10a5 5 0 0 0 0-10z`,
  light: RING,
  dark: 'M7 1a6 6 0 1 0 0 12A6 6 0 0 0 7 1z',
} as const;
