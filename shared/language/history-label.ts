import { blockOf } from '../blocks/registry';
import type { BlockText } from '../blocks/block';
import type { ParamSpecs } from '../blocks/params';
import type { StepLabel } from '../document/history';
import { own } from '../document/own';
import { say } from './explain';
import type { LanguageCode } from './languages';
import { texts } from './texts';

/**
 * What a step did, in words that stand behind “Undo” and “Redo”: `add SE`. Nodes without a label are called by their
 * block's name in this language. A step of an unknown kind (of a journal that a newer Inlay wrote) is “the last
 * change”.
 */
export function historyLabel({ code, args }: StepLabel, language: LanguageCode): string {
  const known = own(texts[language].history, code) === undefined ? 'unknown' : code;
  const words = {
    ...args,
    name: nameOf(args['kind'], args['label'], language),
    to: nameOf(args['toKind'], args['toLabel'], language),
    param: paramOf(args['kind'], args['param'], language),
  };
  return say(language, 'history', known, words);
}

type Argument = StepLabel['args'][string] | undefined;

function textOf(kind: Argument, language: LanguageCode): BlockText<ParamSpecs> | undefined {
  return blockOf(String(kind))?.text[language];
}

function nameOf(kind: Argument, label: Argument, language: LanguageCode): string {
  if (label !== undefined && label !== '') return String(label);
  return textOf(kind, language)?.name ?? String(kind ?? '');
}

function paramOf(kind: Argument, param: Argument, language: LanguageCode): string {
  const name = String(param ?? '');
  return own(textOf(kind, language)?.params ?? {}, name)?.label ?? name;
}
