import { useEffect } from 'react';
import { findEnvironment } from '../../engine/envs/index.ts';
import { Bar } from '../../ui/shell/Bar.tsx';
import { Slip } from '../../ui/shell/Slip.tsx';
import { ChapterMap } from './ChapterMap.tsx';
import './home.css';
import { READY } from './ready.ts';
import { SceneThumbnail } from './SceneThumbnail.tsx';
import { SigmoidStep } from './SigmoidStep.tsx';
import { StepSizes } from './StepSizes.tsx';

/** What the lecture is about, to be grabbed at once; then the way in. */
export default function HomePage({ unknown }: { readonly unknown: string | null }) {
  useEffect(() => {
    document.title = 'Policy Gradient Playground';
  }, []);

  return (
    <>
      <Bar page="home" />
      {unknown !== null && (
        <Slip word="Unknown page" onDismiss={() => location.replace('#/')}>
          There is no page <code>{unknown}</code> here; this is Home.
        </Slip>
      )}
      <main className="home">
        <section className="hero" aria-labelledby="home-title">
          <div>
            <h1 id="home-title">It is all about the step size.</h1>
            <p className="lead">
              One lecture on natural policy gradients, made touchable. Drag a policy and see what the same step does to
              it; then train one, line by line, and watch it learn, or fall off the cliff.
            </p>
            <div className="go">
              <a className="btn primary" href="#/panel/sigmoid-step">
                Take the step apart
              </a>
              <a className="btn" href="#/lab">
                Train something
              </a>
            </div>
          </div>
          <SigmoidStep />
        </section>

        <section className="sec" aria-labelledby="home-lecture">
          <header>
            <h2 id="home-lecture">The lecture</h2>
            <span className="mute">in its own order, as figures to be taken hold of</span>
          </header>
          <ChapterMap />
        </section>

        <section className="sec" aria-labelledby="home-workshop">
          <header>
            <h2 id="home-workshop">The workshop</h2>
            <span className="mute">
              REINFORCE on two arms: the chance of the better one, twelve seeds, sixty updates
            </span>
          </header>
          <div className="workshop">
            <div>
              <h3>The Lab</h3>
              <p>
                One algorithm, one environment, a few live controls. Change a step size while it trains; stop at any
                line of the pseudo-code and read its values, as in a debugger. The address is the experiment: send it,
                and it gives the same curve again.
              </p>
              <a className="btn" href="#/lab">
                Open the Lab
              </a>
            </div>
            <StepSizes />
          </div>
        </section>

        <section className="sec" aria-labelledby="home-ready">
          <header>
            <h2 id="home-ready">Ready to run</h2>
            <span className="mute">press play, and it learns before your eyes</span>
          </header>
          <div className="card-map">
            {READY.map(({ href, title, line, env, states }) => (
              <a key={href} className="card card-row" href={href}>
                <div className="thumb">
                  <SceneThumbnail environment={findEnvironment(env)} states={states} />
                </div>
                <h3>{title}</h3>
                <p>{line}</p>
              </a>
            ))}
          </div>
        </section>

        <footer className="colophon">
          <span>After “Natural Policy Gradients”, CMU 10-403, Katerina Fragkiadaki</span>
          <span>Everything is computed in your browser; nothing is loaded from elsewhere</span>
        </footer>
      </main>
    </>
  );
}
