import type { ElkExtendedEdge, ElkNode, ElkPort } from 'elkjs/lib/elk-api.js';
import { GRID, type Direction, type LayoutEdge, type LayoutNode } from './graph';

/** Room for an edge's chip between two layers, and what snapping to the grid may take of it. */
const BETWEEN_LAYERS = 3 * GRID;
/** After snapping, at least one dot lies between two nodes. */
const BETWEEN_NODES = 2 * GRID;

function optionsFor(direction: Direction): Record<string, string> {
  return {
    'elk.algorithm': 'layered',
    'elk.direction': direction === 'right' ? 'RIGHT' : 'DOWN',
    // 1,000 nodes in under two seconds; more makes little difference to networks.
    'elk.layered.thoroughness': '1',
    'elk.layered.spacing.nodeNodeBetweenLayers': String(BETWEEN_LAYERS),
    'elk.spacing.nodeNode': String(BETWEEN_NODES),
    'elk.spacing.edgeNode': String(GRID),
    'elk.edgeRouting': 'POLYLINE',
    'elk.layered.nodePlacement.bk.fixedAlignment': 'BALANCED',
    // Branches stand in the order of the document.
    'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
    // Parts that hang together are told apart and stacked by ourselves, in `arrange`.
    'elk.separateConnectedComponents': 'true',
    'elk.padding': '[top=0,left=0,bottom=0,right=0]',
  };
}

/** The name of a port in ELK's graph, where ports and nodes share one space of names. Ids hold no colon. */
function portId(node: string, side: 'in' | 'out', port: string): string {
  return `${side}:${node}:${port}`;
}

/**
 * ELK's form of one level of a drawing.
 * @param nodes sizes are taken as they are, children left aside
 * @param edges between these nodes; one whose port a node lacks leads to the node itself
 */
export function toElk(
  nodes: readonly LayoutNode[],
  edges: readonly LayoutEdge[],
  direction: Direction,
): ElkNode {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  return {
    id: ':root',
    layoutOptions: optionsFor(direction),
    children: nodes.map((node) => ({
      id: node.id,
      width: node.width,
      height: node.height,
      layoutOptions: { 'elk.portConstraints': 'FIXED_POS' },
      ports: portsOf(node, direction),
    })),
    edges: edges.flatMap((edge): ElkExtendedEdge[] => {
      const from = byId.get(edge.from[0]);
      const to = byId.get(edge.to[0]);
      if (!from || !to || from === to) return [];
      const source = from.outputs.includes(edge.from[1]) ? portId(from.id, 'out', edge.from[1]) : from.id;
      const target = to.inputs.includes(edge.to[1]) ? portId(to.id, 'in', edge.to[1]) : to.id;
      return [{ id: `edge:${edge.id}`, sources: [source], targets: [target] }];
    }),
  };
}

function portsOf(node: LayoutNode, direction: Direction): ElkPort[] {
  const right = direction === 'right';
  const along = right ? node.height : node.width;
  const across = right ? node.width : node.height;
  const sides = [
    ['in', node.inputs, right ? 'WEST' : 'NORTH', 0],
    ['out', node.outputs, right ? 'EAST' : 'SOUTH', across],
  ] as const;
  return sides.flatMap(([side, ports, name, depth]) =>
    ports.map((port, index) => {
      const offset = (along * (index + 1)) / (ports.length + 1);
      const [x, y] = right ? [depth, offset] : [offset, depth];
      return { id: portId(node.id, side, port), x, y, layoutOptions: { 'elk.port.side': name } };
    }),
  );
}
