import path from 'node:path';
import type { Command } from 'commander';
import ninMnist from '../../../templates/nin-mnist.inlay.json?raw';
import { readDocument } from '../../../shared/document/parse';
import { activeRecipe } from '../../../shared/recipe/active-recipe';
import { defaultRunDirectory } from '../../engine/runs/run-directory';
import { contentOfRun } from '../../engine/export/content';
import { train } from '../../engine/session/run-session';
import { openData, startEngine } from '../engine';
import { followRun, tellOutcome } from '../follow-run';
import { count } from '../numbers';
import { action } from '../options';
import { orEnd, Problems, type Terminal } from '../terminal';
import { exportContent, tellReports } from './export';

/** `start`: the main job in the terminal: open the MNIST template, train it, test it, export it checked. */
export function addStart(program: Command): void {
  program
    .command('start')
    .description('the main job in the terminal: train Network in Network on MNIST, test it, export it')
    .action(action<[], { json?: boolean }>((terminal) => start(terminal)));
}

async function start(terminal: Terminal): Promise<number> {
  terminal.line(terminal.say('start/terminal'));
  const read = readDocument(ninMnist);
  if (!read.ok) throw new Problems(read.problems);
  const document = read.value;
  // One pass takes two cores about two minutes, and gets most of the way.
  const recipe = { ...orEnd(activeRecipe(document)), epochs: 1 };
  const data = await openData('mnist');
  const runtime = startEngine();
  const testImages = data.dataset.test?.count ?? 0;
  terminal.line();
  terminal.line(terminal.say('start/step-train', { name: document.name, data: data.dataset.name }));
  const directory = defaultRunDirectory(process.cwd(), document.name, Date.now());
  const outcome = await followRun(terminal, (world) =>
    train({ ...world, runtime, document, recipe, data, directory }),
  );
  if (outcome.phase === 'stopped') return tellOutcome(terminal, outcome, testImages);
  terminal.line();
  terminal.line(terminal.say('start/step-test', { images: count(testImages) }));
  tellOutcome(terminal, outcome, testImages);
  terminal.line();
  terminal.line(terminal.say('start/step-export'));
  const content = await contentOfRun(directory, 'last', null);
  const out = path.join(directory, 'export');
  return tellReports(terminal, await exportContent(runtime, content, ['savedmodel', 'keras'], out));
}
