import { useState, type KeyboardEvent, type ReactNode } from 'react';
import { rename } from '../../shared/edit/change';
import { edit } from '../documents/edit';
import { useLanguage, useWords } from '../platform/language';
import { classes } from '../platform/ui/classes';
import styles from './node.module.css';
import { controlsOf, useCanvas } from './store';
import { nameOf, type BlockData } from './view-model';

/** Longest label a document holds. */
const MAX_LABEL = 200;

/** A node's name; a double click on it, or F2, makes it a field. */
export function NodeName({ data }: { readonly data: BlockData }): ReactNode {
  const language = useLanguage();
  const renaming = useCanvas((state) => state.renaming === data.path);
  const { name } = nameOf(data, language);
  if (renaming) return <NameField data={data} name={name} />;
  return (
    <div
      className={styles.name}
      title={name}
      onDoubleClick={(event) => {
        if (data.inner) return;
        event.stopPropagation();
        useCanvas.setState({ renaming: data.path });
      }}
    >
      {name}
    </div>
  );
}

function NameField({ data, name }: { readonly data: BlockData; readonly name: string }): ReactNode {
  const t = useWords();
  const [text, setText] = useState(data.label === '' ? name : data.label);
  const end = (keep: boolean): void => {
    if (useCanvas.getState().renaming !== data.path) return;
    useCanvas.setState({ renaming: null });
    const label = text.trim();
    // The block's own name is what an empty label shows.
    if (keep && (label !== name || data.label !== '')) {
      edit(data.documentKey, (history) => rename(history, data.path, label));
    }
    controlsOf(data.documentKey)?.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    event.stopPropagation();
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter') end(true);
    else if (event.key === 'Escape') end(false);
  };
  return (
    <input
      className={classes(styles.nameField, 'nodrag', 'nopan')}
      value={text}
      maxLength={MAX_LABEL}
      aria-label={t('canvas.name')}
      autoFocus
      spellCheck={false}
      onFocus={(event) => event.currentTarget.select()}
      onChange={(event) => setText(event.currentTarget.value)}
      onKeyDown={onKeyDown}
      onBlur={() => end(true)}
      onDoubleClick={(event) => event.stopPropagation()}
    />
  );
}
