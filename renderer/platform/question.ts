import { create } from 'zustand';

/** A question in front of the window, with its answers; the last is the one that Enter gives. */
export interface Question {
  readonly title: string;
  readonly text: string;
  readonly answers: readonly {
    readonly id: string;
    readonly label: string;
    readonly look?: 'normal' | 'primary' | 'danger';
  }[];
  readonly answer: (id: string | null) => void;
}

export const useQuestion = create<{ readonly question: Question | null }>()(() => ({ question: null }));

/** Asks, and resolves with the answer's id; null when the person leaves the question. One question at a time. */
export function askPerson(question: Omit<Question, 'answer'>): Promise<string | null> {
  useQuestion.getState().question?.answer(null);
  return new Promise((resolve) => {
    const answer = (id: string | null): void => {
      useQuestion.setState({ question: null });
      resolve(id);
    };
    useQuestion.setState({ question: { ...question, answer } });
  });
}
