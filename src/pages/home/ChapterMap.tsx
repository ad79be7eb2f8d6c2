import { CHAPTERS, type Chapter, panelsOf } from './chapters.ts';
import { THUMBNAILS } from './thumbnails/index.tsx';

/** The lecture in ten tiles. Each leads to what there is of its chapter: the panels, one by one. */
export function ChapterMap() {
  return (
    <div className="chapter-map">
      {CHAPTERS.map((chapter, i) => (
        <Tile key={chapter.title} chapter={chapter} number={i + 1} />
      ))}
    </div>
  );
}

function Tile({ chapter, number }: { readonly chapter: Chapter; readonly number: number }) {
  const [first, ...others] = panelsOf(chapter);
  const Figure = THUMBNAILS[chapter.thumbnail];
  return (
    <div className="chapter">
      <a className="card card-row" href={first ? `#/panel/${first.id}` : '#/lab'}>
        <div className="thumb">
          <Figure />
        </div>
        <h3>
          <span className="n">{number}</span> {chapter.title}
        </h3>
        <p>{chapter.question}</p>
      </a>
      {others.length > 0 && (
        <ul>
          {others.map(({ id, title }) => (
            <li key={id}>
              <a href={`#/panel/${id}`}>{title}</a>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
