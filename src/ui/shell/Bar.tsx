import type { ReactNode } from 'react';
import './shell.css';
import { ThemeButton } from './ThemeButton.tsx';

/** Links to pages that exist; Home is reached through the brand. */
const LINKS = [
  { page: 'panel', href: '#/panel', name: 'Panels' },
  { page: 'lab', href: '#/lab', name: 'Lab' },
  { page: 'gallery', href: '#/gallery', name: 'Gallery' },
] as const;

/** The header of every page: brand, pages, and at the right what `children` add before and after the theme. */
export function Bar({
  page,
  readout,
  children,
}: {
  readonly page: string;
  readonly readout?: ReactNode;
  readonly children?: ReactNode;
}) {
  return (
    <header className="bar">
      <a className="brand" href="#/" aria-current={page === 'home' ? 'page' : undefined}>
        <Mark />
        <span>Policy Gradient Playground</span>
      </a>
      <nav className="nav" aria-label="Pages">
        {LINKS.map((link) => (
          <a key={link.page} href={link.href} aria-current={link.page === page ? 'page' : undefined}>
            {link.name}
          </a>
        ))}
      </nav>
      <div className="right">
        {readout}
        <ThemeButton />
        {children}
      </div>
    </header>
  );
}

/** The brand's mark: the sigmoid, π_old above, π_new after the step. */
function Mark() {
  return (
    <svg viewBox="0 0 30 20" aria-hidden="true">
      <path d="M1 17C12 17 14 3 29 3" fill="none" stroke="var(--ink)" strokeWidth="1.5" />
      <circle cx="21.5" cy="4.6" r="3" fill="var(--pi-old)" />
      <circle cx="11.6" cy="13.4" r="3" fill="var(--pi-new)" />
    </svg>
  );
}
