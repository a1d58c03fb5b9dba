import { ExternalLink } from 'lucide-react';
import { memo, type ReactNode } from 'react';
import Markdown, { type Components } from 'react-markdown';
import remarkGfm from 'remark-gfm';
import type { AnyBlock } from '../../shared/blocks/block';
import { documentsOf } from '../../shared/blocks/documents';
import { formatShape, type Shape } from '../../shared/ir/shape';
import { useDocuments } from '../documents/store';
import { call } from '../platform/api';
import { Figure } from '../platform/figure/figure';
import { codeOf, paperLine, useBlockWords, useLanguage, useWords } from '../platform/language';
import { exact } from '../platform/numbers';
import { categoryColour } from '../slab/slab';
import { Facts } from './facts';
import { paperAddress } from './paper-link';
import styles from './learn.module.css';

function openLink(url: string): void {
  void call('app/open-link', { url });
}

/** A link that asks before it leaves the app. */
function Link({
  href,
  children,
}: {
  readonly href?: string | undefined;
  readonly children?: ReactNode;
}): ReactNode {
  if (href === undefined || !/^https?:\/\//.test(href)) return <span>{children}</span>;
  return (
    <a
      href={href}
      onClick={(event) => {
        event.preventDefault();
        openLink(href);
      }}
    >
      {children}
    </a>
  );
}

/** The page's title is the panel's second heading; what is too wide scrolls in its own frame, by keyboard too. */
const COMPONENTS: Components = {
  h1: ({ children }) => <h2>{children}</h2>,
  h2: ({ children }) => <h3>{children}</h3>,
  h3: ({ children }) => <h4>{children}</h4>,
  a: ({ href, children }) => <Link href={href}>{children}</Link>,
  pre: ({ children }) => <pre tabIndex={0}>{children}</pre>,
  table: ({ children }) => (
    <div className={styles.scroll} tabIndex={0}>
      <table>{children}</table>
    </div>
  ),
  // Pages carry no pictures but their figure, which the app draws itself.
  img: () => null,
};

const PLUGINS = [remarkGfm];

const Page = memo(function Page({ text }: { readonly text: string }): ReactNode {
  return (
    <Markdown remarkPlugins={PLUGINS} components={COMPONENTS}>
      {text}
    </Markdown>
  );
});

function shapesIn(shapes: Iterable<readonly Shape[]>): string {
  return [...shapes].flat().map(formatShape).join(', ');
}

/** The selected node's own figures. */
function InThisNetwork({
  documentKey,
  node,
}: {
  readonly documentKey: string;
  readonly node: string;
}): ReactNode {
  const t = useWords();
  const entry = useDocuments(({ documents }) => documents[documentKey]?.analysis.entries.get(node));
  if (entry?.analysis.shape == null) return null;
  const { shape, parameters, macs } = entry.analysis;
  const inputs = shapesIn(entry.inputs.values());
  return (
    <section className={styles.own} aria-label={t('inspector.in-this-network')}>
      <p className={styles.ownTitle}>{t('inspector.in-this-network')}</p>
      <Facts
        facts={[
          [t('inspector.shape'), inputs === '' ? formatShape(shape) : `${inputs} → ${formatShape(shape)}`],
          [t('common.parameters'), exact(parameters)],
          [t('common.macs'), exact(macs)],
        ]}
      />
    </section>
  );
}

/**
 * A block's Learn page in the language in use, with its figure, its paper, and what it is in this network.
 * @param node the selected node when it is of this kind
 */
export function LearnPage({
  block,
  documentKey,
  node,
}: {
  readonly block: AnyBlock;
  readonly documentKey: string;
  readonly node: string | undefined;
}): ReactNode {
  const t = useWords();
  const language = useLanguage();
  const words = useBlockWords(block.kind);
  const documents = documentsOf(block);
  const { reference } = block;
  return (
    <article className={styles.article}>
      <div className={styles.figure} style={{ color: categoryColour(block.category) }}>
        <Figure svg={documents.figure} label={words.summary} />
      </div>
      {node !== undefined && !node.includes('/') && <InThisNetwork documentKey={documentKey} node={node} />}
      <Page text={documents[codeOf(language)]} />
      {reference !== null && (
        <footer className={styles.citation}>
          <p>
            {paperLine(language, reference)}
            <br />
            <cite>{reference.title}</cite>
          </p>
          <Link href={paperAddress(reference)}>
            {t('inspector.read-paper')} <ExternalLink size={14} aria-hidden />
          </Link>
        </footer>
      )}
    </article>
  );
}
