import { findAlgorithm } from '../../engine/algorithms/index.ts';
import type { Preset } from '../../presets/preset.ts';
import { presetLink } from '../../presets/preset-link.ts';
import { decode } from '../../presets/url.ts';
import { RichText, withSymbols } from '../../ui/rich-text.tsx';
import { CurveThumbnail } from './CurveThumbnail.tsx';

/** One preset: the curve of its own run, its question, and what is seen. */
export function PresetCard({ preset }: { readonly preset: Preset }) {
  const href = presetLink(preset);
  const { algo, env } = decode(href).experiment;
  return (
    <a className="card preset" href={href}>
      <div className="thumb">
        <CurveThumbnail runs={[{ id: preset.id, algo }]} env={env} />
      </div>
      <h3>{preset.title}</h3>
      <p className="question">
        <RichText text={withSymbols(preset.question)} />
      </p>
      <p>
        <RichText text={withSymbols(preset.says)} />
      </p>
      <p className="what">
        {findAlgorithm(algo).spec.title} · {env}
      </p>
    </a>
  );
}
