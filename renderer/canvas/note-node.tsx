import type { NodeProps } from '@xyflow/react';
import { memo, useState, type MouseEvent, type ReactNode } from 'react';
import type { Note } from '../../shared/document/types';
import { setNotes } from '../../shared/edit/change';
import { edit } from '../documents/edit';
import { documentOf } from '../documents/store';
import { call } from '../platform/api';
import { useWords } from '../platform/language';
import { classes } from '../platform/ui/classes';
import { categoryColour } from '../slab/slab';
import type { NoteData, NoteNode as NoteNodeType } from './graph';
import { linkify } from './linkify';
import styles from './note.module.css';
import { controlsOf, useCanvas } from './store';

/** Longest text a note of a document holds. */
const MAX_TEXT = 100_000;

/** A note, or a frame with a title. Its text is text: nothing in it is ever HTML. */
export function NoteNode({ data, selected }: NodeProps<NoteNodeType>): ReactNode {
  return <NoteBody data={data} selected={selected} />;
}

const NoteBody = memo(function NoteBody({
  data,
  selected,
}: {
  readonly data: NoteData;
  readonly selected: boolean;
}): ReactNode {
  const { note } = data;
  const editing = useCanvas((state) => state.editingNote === note.id);
  // A file may say any colour: only the categories' names mean one.
  const colour = /^[a-z]{1,12}$/.test(note.colour) ? note.colour : 'input';
  return (
    <div
      className={classes(note.kind === 'frame' ? styles.noteFrame : styles.note, selected && styles.selected)}
      style={{ '--category': categoryColour(colour) } as Record<string, string>}
      data-testid={`note-${note.id}`}
      onDoubleClick={(event) => {
        event.stopPropagation();
        useCanvas.setState({ editingNote: note.id });
      }}
    >
      {editing ? <NoteField data={data} /> : <NoteText note={note} />}
    </div>
  );
});

function NoteText({ note }: { readonly note: Note }): ReactNode {
  const t = useWords();
  if (note.text === '') return <span className={styles.noteEmpty}>{t('canvas.note-empty')}</span>;
  const follow = (event: MouseEvent, url: string): void => {
    event.stopPropagation();
    // The main process shows the address and asks before anything opens.
    void call('app/open-link', { url });
  };
  return (
    <div className={styles.noteText}>
      {linkify(note.text).map(({ text, url }, index) =>
        url === null ? (
          <span key={index}>{text}</span>
        ) : (
          <button
            key={index}
            type="button"
            tabIndex={-1}
            className={classes(styles.link, 'nodrag')}
            title={t('canvas.open-link', { url })}
            onClick={(event) => follow(event, url)}
          >
            {text}
          </button>
        ),
      )}
    </div>
  );
}

function NoteField({ data }: { readonly data: NoteData }): ReactNode {
  const t = useWords();
  const { documentKey, note } = data;
  const [text, setText] = useState(note.text);
  const end = (keep: boolean): void => {
    if (useCanvas.getState().editingNote !== note.id) return;
    useCanvas.setState({ editingNote: null });
    if (keep) changeNote(documentKey, note.id, { text });
    controlsOf(documentKey)?.focus();
  };
  return (
    <textarea
      className={classes(styles.noteField, 'nodrag', 'nopan', 'nowheel')}
      value={text}
      maxLength={MAX_TEXT}
      aria-label={t('canvas.note-text')}
      autoFocus
      // What is added goes behind what is there.
      onFocus={({ currentTarget: field }) => field.setSelectionRange(field.value.length, field.value.length)}
      onChange={(event) => setText(event.currentTarget.value)}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === 'Escape') end(true);
      }}
      onBlur={() => end(true)}
    />
  );
}

/** Changes one note of a document, as one step. */
export function changeNote(documentKey: string, id: string, change: Partial<Omit<Note, 'id'>>): void {
  const notes = documentOf(documentKey)?.history.document.notes ?? [];
  if (!notes.some((note) => note.id === id)) return;
  edit(documentKey, (history) =>
    setNotes(
      history,
      history.document.notes.map((note) => (note.id === id ? { ...note, ...change } : note)),
    ),
  );
}
