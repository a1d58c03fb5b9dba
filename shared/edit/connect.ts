import { applyCommands } from '../document/apply';
import type { Command } from '../document/command';
import type { History } from '../document/history';
import { newId } from '../document/ids';
import type { DocEdge, InlayDocument, PortRef } from '../document/types';
import { analyse, type Analysis } from '../ir/analyse';
import type { Wiring } from '../ir/wiring';
import { problem, type Problem } from '../problems/problem';
import { failure, success, type Result } from '../problems/result';
import type { PortKind } from '../blocks/block';
import type { Edit } from './edit';
import { NewIds } from './new-ids';
import { portsOfKind, samePort, unknownNode } from './nodes';
import { namedById, step } from './step';

const checked = new WeakMap<Analysis, Map<string, Problem | null>>();

/**
 * Why an edge cannot be drawn, or null. Beside the ports and the graph it asks whether the block that would receive
 * the value takes its shape: the edge is tried in a copy of the document, and an error of the receiving block that was
 * not there before is the answer. A drag asks for the same ends many times: answers are kept with the analysis.
 * Problems: `document/unknown-node`, `edge/unknown-port` (also for a wrong direction), `graph/cycle`,
 * `edit/duplicate-edge`, and whatever the block says. They carry no repairs: those would be for the copy.
 * @param moved an edge that the new one stands for, when an end is being moved
 */
export function checkConnection(
  analysis: Analysis,
  from: PortRef,
  to: PortRef,
  moved?: string,
): Problem | null {
  const answers = checked.get(analysis) ?? new Map<string, Problem | null>();
  checked.set(analysis, answers);
  const key = [...from, ...to, moved ?? ''].join('/');
  let answer = answers.get(key);
  if (answer === undefined) {
    answer = find(analysis, from, to, moved);
    answers.set(key, answer);
  }
  return answer;
}

function find(analysis: Analysis, from: PortRef, to: PortRef, moved: string | undefined): Problem | null {
  const { document, wiring } = analysis;
  const ends = portProblem(document, from, to);
  if (ends) return ends;
  const edge = document.edges.find(({ id }) => id === moved);
  if (edge && samePort(edge.from, from) && samePort(edge.to, to)) return null;
  const others = document.edges.filter((other) => other !== edge);
  if (others.some((other) => samePort(other.from, from) && samePort(other.to, to))) {
    const args = { from: from[0], to: to[0] };
    return problem('edit/duplicate-edge', args, { node: to[0], port: to[1] });
  }
  const nodes = pathBetween(wiring, to[0], from[0], edge);
  if (nodes) return problem('graph/cycle', { nodes }, { node: to[0] });
  return shapeProblem(analysis, from, to, edge);
}

/** A port that is not there, or is one of the other side. */
function portProblem(document: InlayDocument, from: PortRef, to: PortRef): Problem | null {
  const wrong = ([id, port]: PortRef, side: 'inputs' | 'outputs'): Problem | null => {
    const node = document.nodes.find((candidate) => candidate.id === id);
    if (!node) return unknownNode(id);
    const ports = portsOfKind(node.kind, document.composites);
    const known = side === 'outputs' ? ports.outputs : ports.inputs.map(([name]) => name);
    if (known.includes(port)) return null;
    return problem('edge/unknown-port', { node: id, port, known }, { node: id, port });
  };
  return wrong(from, 'outputs') ?? wrong(to, 'inputs');
}

/** The nodes on a way along the edges, both ends included, or null. `without` is passed by. */
function pathBetween(
  wiring: Wiring,
  start: string,
  end: string,
  without: DocEdge | undefined,
): readonly string[] | null {
  const before = new Map<string, string | null>([[start, null]]);
  // A map goes on over what is added while it is walked.
  for (const [node] of before) {
    if (node === end) break;
    for (const edge of wiring.get(node)?.outgoing ?? []) {
      if (edge !== without && !before.has(edge.to[0])) before.set(edge.to[0], node);
    }
  }
  if (!before.has(end)) return null;
  const path: string[] = [];
  for (let node: string | null | undefined = end; node != null; node = before.get(node)) path.unshift(node);
  return path;
}

function shapeProblem(
  analysis: Analysis,
  from: PortRef,
  to: PortRef,
  moved: DocEdge | undefined,
): Problem | null {
  const { document } = analysis;
  const applied = applyCommands(document, joining(document, from, to, moved, newId(document, {}, 'e')));
  if (!applied.ok) return applied.problem;
  const old = new Set(analysis.problems.map(faultKey));
  const found = analyse(applied.value.doc, analysis).problems.find(
    (fault) =>
      fault.severity === 'error' && fault.where.node?.split('/')[0] === to[0] && !old.has(faultKey(fault)),
  );
  return found ? { ...found, repairs: [] } : null;
}

function faultKey({ code, args, where: { node, port, param } }: Problem): string {
  return JSON.stringify([code, args, node, port, param]);
}

function takes(document: InlayDocument, [id, port]: PortRef): PortKind {
  const kind = document.nodes.find((node) => node.id === id)?.kind ?? '';
  return portsOfKind(kind, document.composites).inputs.find(([name]) => name === port)?.[1] ?? 'many';
}

/**
 * Commands that join two ports. A port that takes one edge gives up the one it has (which keeps its id where it only
 * changes its source); one that takes many gets another at the end.
 */
function joining(
  document: InlayDocument,
  from: PortRef,
  to: PortRef,
  moved: DocEdge | undefined,
  id: string,
): readonly Command[] {
  const inTheWay =
    takes(document, to) === 'one'
      ? document.edges.filter((edge) => edge !== moved && samePort(edge.to, to))
      : [];
  const remove = (edges: readonly DocEdge[]): Command[] =>
    edges.map((edge) => ({ type: 'remove-edge', edge: edge.id }));
  if (moved) {
    const staysOrAlone = samePort(moved.to, to) || takes(document, to) === 'one';
    if (staysOrAlone)
      return [...remove(inTheWay), { type: 'reconnect-edge', edge: moved.id, ...newEnds(moved, from, to) }];
    return [...remove([moved]), { type: 'add-edge', edge: { id: moved.id, from, to } }];
  }
  const [first, ...rest] = inTheWay;
  if (!first) return [{ type: 'add-edge', edge: { id, from, to } }];
  return [...remove(rest), { type: 'reconnect-edge', edge: first.id, from }];
}

function newEnds(edge: DocEdge, from: PortRef, to: PortRef): { from?: PortRef; to?: PortRef } {
  return { ...(samePort(edge.from, from) ? {} : { from }), ...(samePort(edge.to, to) ? {} : { to }) };
}

/** The analysis of what the history holds now. */
function current(history: History, analysis: Analysis): Analysis {
  return analysis.document === history.document ? analysis : analyse(history.document, analysis);
}

/**
 * A new edge; on a port that takes one it replaces the one that is there.
 * @param analysis of this document, or of an earlier state of it
 * Problems: those of `checkConnection`.
 */
export function connect(history: History, analysis: Analysis, from: PortRef, to: PortRef): Result<Edit> {
  const fault = checkConnection(current(history, analysis), from, to);
  if (fault) return failure(fault);
  const { document } = history;
  const commands = joining(document, from, to, undefined, new NewIds(history).next('e'));
  return success({ commands, label: joined('connect', document, from, to), created: [] });
}

/**
 * Moves one or both ends of an edge. Ends that stay where they are give an edit without commands.
 * Problems: `document/unknown-edge`, and those of `checkConnection`.
 */
export function reconnect(
  history: History,
  analysis: Analysis,
  edge: string,
  end: { readonly from?: PortRef; readonly to?: PortRef },
): Result<Edit> {
  const { document } = history;
  const old = document.edges.find(({ id }) => id === edge);
  if (!old) return failure(problem('document/unknown-edge', { edge }, { edge }));
  const [from, to] = [end.from ?? old.from, end.to ?? old.to];
  const label = joined('reconnect', document, from, to);
  if (samePort(from, old.from) && samePort(to, old.to)) return success({ commands: [], label, created: [] });
  const fault = checkConnection(current(history, analysis), from, to, edge);
  if (fault) return failure(fault);
  return success({ commands: joining(document, from, to, old, edge), label, created: [] });
}

function joined(code: 'connect' | 'reconnect', document: InlayDocument, from: PortRef, to: PortRef) {
  const target = namedById(to[0], document);
  const ends = { ...namedById(from[0], document), toKind: target.kind, toLabel: target.label };
  return step(code, ends);
}
