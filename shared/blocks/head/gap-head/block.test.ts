import { describe, expect, it } from 'vitest';
import { problemOf, tryBlock, tryNode } from '../../test-support';
import { createNode } from '../../registry';

describe('gap-head', () => {
  it('has no parameters when the maps are those of the classes', () => {
    const tried = tryBlock('gap-head', { classes: 10 }, [8, 8, 10]);
    expect(tried.outputs['out']).toEqual([10]);
    expect(tried.parameters).toBe(0);
    expect(tried.paths).toEqual(['b/pool global-mean']);
  });

  it('has C K + K with a projection', () => {
    const tried = tryBlock('gap-head', { classes: 10, projection: true }, [8, 8, 192]);
    expect(tried.outputs['out']).toEqual([10]);
    expect(tried.parameters).toBe(192 * 10 + 10);
  });

  it('says how to mend other maps than the classes’, and each way mends it', () => {
    const problem = problemOf('gap-head', { classes: 10 }, [8, 8, 192]);
    expect(problem).toMatchObject({ code: 'shape/mismatch', args: { expected: '10×8²', found: '192×8²' } });
    expect(problem.repairs).toHaveLength(2);
    for (const { commands } of problem.repairs) {
      let node = createNode('gap-head', 'b', { classes: 10 });
      for (const command of commands) {
        if (command.type !== 'set-param') throw new Error(command.type);
        expect(command.node).toBe('b');
        node = { ...node, params: { ...node.params, [command.param]: command.value } };
      }
      expect(() => tryNode(node, [8, 8, 192])).not.toThrow();
    }
  });
});
