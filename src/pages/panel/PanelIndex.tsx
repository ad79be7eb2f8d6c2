import { EXACT_PANEL_SPECS } from '../../panels/specs.ts';

/** Every panel by its question, in the lecture's order. */
export function PanelIndex() {
  return (
    <main className="panel-page">
      <section className="panel" aria-labelledby="panels-title">
        <header className="panel-head">
          <h1 id="panels-title">What does a step do to a policy?</h1>
        </header>
        <p className="panel-lead">
          Small problems whose answers are known exactly, under your hand: nothing is trained, everything is computed.
        </p>
        <ol className="panel-list">
          {EXACT_PANEL_SPECS.map(({ id, title, summary, slide }) => (
            <li key={id}>
              <a href={`#/panel/${id}`}>
                <b>{title}</b>
                <span>{summary}</span>
                <span className="mute">{slide}</span>
              </a>
            </li>
          ))}
        </ol>
      </section>
    </main>
  );
}
