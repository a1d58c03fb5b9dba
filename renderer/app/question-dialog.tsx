import { AlertDialog } from '@base-ui/react/alert-dialog';
import { useRef, type ReactNode } from 'react';
import { useQuestion, type Question } from '../platform/question';
import { Button } from '../platform/ui/button';
import { classes } from '../platform/ui/classes';
import ui from '../platform/ui/ui.module.css';
import styles from './question-dialog.module.css';

/** The question in front of the window, if one is asked. Enter gives the last answer, Escape leaves it. */
export function QuestionDialog(): ReactNode {
  const question = useQuestion((state) => state.question);
  const usual = useRef<HTMLButtonElement>(null);
  return (
    <AlertDialog.Root
      open={question !== null}
      onOpenChange={(open) => {
        if (!open) question?.answer(null);
      }}
    >
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className={classes(ui.backdrop, styles.over)} />
        <AlertDialog.Popup className={classes(ui.dialog, styles.question)} initialFocus={usual}>
          {question !== null && <Asked question={question} usual={usual} />}
        </AlertDialog.Popup>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}

function Asked({
  question,
  usual,
}: {
  readonly question: Question;
  readonly usual: React.RefObject<HTMLButtonElement | null>;
}): ReactNode {
  const { title, text, answers, answer } = question;
  return (
    <>
      <div className={ui.dialogHead}>
        <AlertDialog.Title>{title}</AlertDialog.Title>
      </div>
      <div className={ui.dialogBody}>
        <AlertDialog.Description>{text}</AlertDialog.Description>
      </div>
      <div className={classes(ui.dialogFoot, styles.answers)}>
        {answers.map(({ id, label, look }, index) => (
          <Button
            key={id}
            look={look ?? 'normal'}
            {...(index === answers.length - 1 ? { ref: usual } : {})}
            onClick={() => answer(id)}
          >
            {label}
          </Button>
        ))}
      </div>
    </>
  );
}
