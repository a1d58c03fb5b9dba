import { describe, expect, it } from 'vitest';
import { undo } from '../../shared/document/history';
import { readDocument } from '../../shared/document/parse';
import { analyse } from '../../shared/ir/analyse';
import { templates, type TemplateId } from '../../templates';
import { fitted, parseSizes, takesOf } from './with-data';

function opened(id: TemplateId) {
  const read = readDocument(templates[id]);
  if (!read.ok) throw new Error(`template ${id}`);
  return read.value;
}

const nin = () => opened('nin-cifar10');

describe('a template with other data', () => {
  it('takes what its paper takes, before', () => {
    expect(takesOf(nin())).toEqual({ shape: [32, 32, 3], classes: 10 });
  });

  it('opens on the data’s sizes and classes, and undo gives the paper’s network', () => {
    const { history, fit } = fitted(nin(), { shape: [48, 40, 1], classes: 4 });
    const { nodes, problems } = analyse(history.document);
    expect(problems).toEqual([]);
    expect([nodes.get('input')?.shape, nodes.get('out')?.shape]).toEqual([[48, 40, 1], [4]]);
    expect(fit.changes.map(({ node, param }) => `${node} ${param}`)).toContain('mlp3 widths');
    const back = undo(history);
    expect(back.ok && back.value.document).toEqual(nin());
  });
});

describe.each(Object.keys(templates) as TemplateId[])('%s', (id) => {
  const document = opened(id);

  it.each([
    ['MNIST', [28, 28, 1], 10],
    ['large images', [256, 256, 3], 37],
  ] as const)('takes %s, or says why not', (_, shape, classes) => {
    const { history, fit } = fitted(document, { shape, classes });
    const { nodes, problems } = analyse(history.document);
    if (fit.problems.length > 0) {
      expect(fit.smallestImage, 'a size that works').toBeGreaterThan(Math.min(shape[0], shape[1]));
      return;
    }
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    const now = takesOf(history.document);
    expect(now.shape).toEqual(shape);
    if (now.classes !== null) expect(now.classes).toBe(classes);
    for (const { node } of history.document.outputs) expect(nodes.get(node)?.shape).toEqual([classes]);
  });
});

describe('sizes that are typed', () => {
  const typed = { height: '28', width: ' 28', channels: '1', classes: '10' };

  it('are read where a network can have them', () => {
    expect(parseSizes(typed, 10)).toEqual({ shape: [28, 28, 1], classes: 10 });
  });

  it.each([
    ['height', '0'],
    ['width', '-3'],
    ['width', '20000'],
    ['channels', '1.5'],
    ['channels', ''],
    ['classes', '1'],
    ['classes', '1e3'],
  ] as const)('are refused where it cannot: %s %s', (size, text) => {
    expect(parseSizes({ ...typed, [size]: text }, 10)).toBeNull();
  });

  it('need no classes for a figure without an output', () => {
    expect(parseSizes({ ...typed, classes: '' }, null)?.shape).toEqual([28, 28, 1]);
  });
});
