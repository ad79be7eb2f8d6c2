import { EXACT_PANEL_SPECS, PANEL_SPECS } from '../../panels/specs.ts';

/** Every panel by its question, in the lecture's order. */
export function PanelIndex() {
  return (
    <main className="panel-page">
      <section className="panel" aria-labelledby="panels-title">
        <header className="panel-head">
          <h1 id="panels-title">What does a step do to a policy?</h1>
        </header>
        <p className="panel-lead">
          Small problems under your hand, most of them known exactly; what is timed or trained is so here and now, when
          you ask.
        </p>
        <List specs={EXACT_PANEL_SPECS} />
      </section>
      <section className="panel" aria-labelledby="live-title">
        <header className="panel-head">
          <h2 id="live-title">What happens inside an update?</h2>
        </header>
        <p className="panel-lead">
          Instruments on a run that learns before your eyes; the Lab shows them side by side.
        </p>
        <List specs={PANEL_SPECS} />
      </section>
    </main>
  );
}

interface Listed {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly slide?: string;
}

function List({ specs }: { readonly specs: readonly Listed[] }) {
  return (
    <ol className="panel-list">
      {specs.map(({ id, title, summary, slide }) => (
        <li key={id}>
          <a href={`#/panel/${id}`}>
            <b>{title}</b>
            <span>{summary}</span>
            {slide && <span className="mute">{slide}</span>}
          </a>
        </li>
      ))}
    </ol>
  );
}
