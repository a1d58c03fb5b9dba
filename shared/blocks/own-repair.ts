import type { ParamValue } from '../document/types';
import { valueNotation } from './check-value';
import type { Problem, Repair } from '../problems/problem';

/** Stands for the node being lowered: a block does not know its own id. The lowering fills it in. */
const OWN_NODE = '';

/** A repair that sets one of the failing block's own parameters, for the problems it signals. */
export function setOwnParam(param: string, value: ParamValue): Repair {
  return {
    code: 'set-parameter',
    args: { node: OWN_NODE, param, value: valueNotation(value) },
    commands: [{ type: 'set-param', node: OWN_NODE, param, value }],
  };
}

/**
 * A problem's repairs with the failing node filled in.
 * @param node the document node, or null inside a composite, whose nodes no command reaches
 */
export function ownRepairs(problem: Problem, node: string | null): readonly Repair[] {
  return problem.repairs.flatMap((repair): readonly Repair[] => {
    if (repair.code !== 'set-parameter' || repair.args.node !== OWN_NODE) return [repair];
    if (node === null) return [];
    const commands = repair.commands.map((command) =>
      command.type === 'set-param' ? { ...command, node } : command,
    );
    return [{ ...repair, args: { ...repair.args, node }, commands }];
  });
}
