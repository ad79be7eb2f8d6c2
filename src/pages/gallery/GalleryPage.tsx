import { useEffect } from 'react';
import { CLINIC, LESSONS } from '../../presets/catalogue.ts';
import { Bar } from '../../ui/shell/Bar.tsx';
import { Clinic } from './Clinic.tsx';
import './gallery.css';
import { PresetCard } from './PresetCard.tsx';

/** Experiments that are lessons, in the lecture's order; then runs that went wrong, to be diagnosed and mended. */
export default function GalleryPage() {
  useEffect(() => {
    document.title = 'Gallery · Policy Gradient Playground';
  }, []);
  return (
    <>
      <Bar page="gallery" />
      <main className="gallery">
        <header className="gallery-head">
          <h1>What would you like to see happen?</h1>
          <p className="lead">
            Every card is a link to a run, and does what it says: each was run to its end, and what it claims was
            checked. Its curve is the return of that very run; at the hairline the environment counts as solved.
          </p>
          <nav aria-label="Lessons">
            {LESSONS.map(({ title }) => (
              <button key={title} type="button" className="btn bare" onClick={() => show(idOf(title))}>
                {title}
              </button>
            ))}
            <button type="button" className="btn" onClick={() => show('clinic')}>
              The failure clinic
            </button>
          </nav>
        </header>
        {LESSONS.map(({ title, presets }) => (
          <section key={title} className="sec" aria-labelledby={idOf(title)}>
            <header>
              <h2 id={idOf(title)}>{title}</h2>
            </header>
            <div className="preset-map">
              {presets.map((preset) => (
                <PresetCard key={preset.id} preset={preset} />
              ))}
            </div>
          </section>
        ))}
        <section className="sec" aria-labelledby="clinic">
          <header>
            <h2 id="clinic">The failure clinic</h2>
            <span className="mute">seeded pathologies: look, commit to a diagnosis, change one thing</span>
          </header>
          <div className="clinic-map">
            {CLINIC.map((one) => (
              <Clinic key={one.id} one={one} />
            ))}
          </div>
        </section>
      </main>
    </>
  );
}

const idOf = (title: string): string => `lesson-${title.toLowerCase().replace(/[^a-z]+/g, '-')}`;

/** The hash is the page's address, so headings are not reached by it. */
function show(id: string): void {
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  document.getElementById(id)?.scrollIntoView({ behavior: calm ? 'auto' : 'smooth', block: 'start' });
}
