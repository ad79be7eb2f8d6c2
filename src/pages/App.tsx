import { type ComponentType, Suspense, useEffect } from 'react';
import { Bar } from '../ui/shell/Bar.tsx';
import { onDemand } from './on-demand.tsx';
import { PageBoundary } from './PageBoundary.tsx';
import { type PageId, parseRoute, useHash } from './router.ts';

/** What a page is told about how one came to it. */
export interface PageProps {
  /** The address that does not exist and for which Home stands in. */
  readonly unknown: string | null;
}

/** Each page is a chunk of its own: Home never loads the Lab's code. One line a page. */
const COMPONENTS: Readonly<Record<PageId, ComponentType<PageProps>>> = {
  home: onDemand(() => import('./home/HomePage.tsx')),
  lab: onDemand(() => import('./lab/LabPage.tsx')),
  gallery: onDemand(() => import('./gallery/GalleryPage.tsx')),
  panel: onDemand(() => import('./panel/PanelPage.tsx')),
};

export function App() {
  const { page, unknown, present, embed } = parseRoute(useHash());
  const Page = COMPONENTS[page];

  useEffect(() => {
    if (present) document.documentElement.dataset.view = 'projector';
    else delete document.documentElement.dataset.view;
  }, [present]);
  // A new page begins at its top; the Lab's settings in the hash do not.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the page is the event, not an input
  useEffect(() => {
    scrollTo(0, 0);
  }, [page]);

  return (
    <PageBoundary key={page} page={page}>
      <Suspense fallback={embed ? null : <Bar page={page} />}>
        <Page unknown={unknown} />
      </Suspense>
    </PageBoundary>
  );
}
