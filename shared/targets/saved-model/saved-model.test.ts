import { describe, expect, it } from 'vitest';
import { fromBinary } from '@bufbuild/protobuf';
import { IrBuilder } from '../../ir/builder';
import { weightsOf, type IrGraph, type IrNode, type IrOutput, type IrValue } from '../../ir/ir';
import type { PrimitiveAttrs, PrimitiveName } from '../../ir/primitive';
import { elements } from '../../ir/shape';
import type { HostTensor, NamedTensors } from '../../weights/tensor';
import { SavedModelSchema } from '../tensorflow/proto/tensorflow_pb';
import { freeze } from '.';

const settings = { init: null, lrMult: 1, decayMult: 1, frozen: false };
const head = { labelSmoothing: 0, classWeights: null, weight: 1 };

/** Two dense layers, and an auxiliary head on the first. */
function network(units: number): IrGraph {
  const nodes: IrNode[] = [];
  const one = <K extends PrimitiveName>(
    op: K,
    path: string,
    attrs: PrimitiveAttrs[K],
    inputs: readonly IrValue[],
  ): IrValue => {
    const builder = new IrBuilder(path, () => settings);
    const value = builder.one(op, attrs, inputs);
    nodes.push(...builder.nodes);
    return value;
  };
  const input = one('input', 'in', { shape: [20_000] }, []);
  const hidden = one('dense', 'hidden', { units, bias: false }, [input]);
  const aux = one('dense', 'aux/fc', { units: 3, bias: true }, [hidden]);
  const logits = one('dense', 'fc', { units: 3, bias: true }, [hidden]);
  const outputs: IrOutput[] = [
    { node: 'aux', role: 'auxiliary', logits: aux, loss: one('cross-entropy', 'aux/loss', head, [aux]) },
    { node: 'out', role: 'class', logits, loss: one('cross-entropy', 'out/loss', head, [logits]) },
  ];
  return { nodes, inputs: [input], outputs };
}

function weightsFor(graph: IrGraph): NamedTensors {
  return new Map(
    weightsOf(graph).map(({ name, shape }, index): [string, HostTensor] => {
      const data = new Float32Array(elements(shape)).fill(index + 0.5);
      return [name, { dtype: 'float32', shape, data }];
    }),
  );
}

describe('freeze', () => {
  const graph = network(4);
  const frozen = freeze(graph, weightsFor(graph));
  if (!frozen.ok) throw new Error(frozen.problem.code);
  const [meta] = fromBinary(SavedModelSchema, frozen.value.savedModel).metaGraphs;

  it('serves images to probabilities and logits, under the names their users expect', () => {
    expect(Object.keys(meta!.signatureDef)).toEqual(['serving_default']);
    const { inputs, outputs } = meta!.signatureDef['serving_default']!;
    expect(Object.keys(inputs)).toEqual(['images']);
    expect(inputs['images']!.tensorShape!.dim.map(({ size }) => Number(size))).toEqual([-1, 20_000]);
    expect(Object.keys(outputs).sort()).toEqual(['logits', 'probabilities']);
  });

  it('holds its weights as constants and no variable at all', () => {
    const nodes = meta!.graphDef!.node;
    expect(nodes.filter(({ op }) => /Variable|VarHandle|Assign/.test(op))).toEqual([]);
    const constant = nodes.find(({ name }) => name === frozen.value.constants.get('hidden/kernel'));
    expect(constant?.op).toBe('Const');
    const value = constant!.attr['value']!.value;
    if (value.case !== 'tensor') throw new Error('no tensor');
    const bytes = value.value.tensorContent;
    expect(bytes.length).toBe(20_000 * 4 * 4);
    expect(new DataView(bytes.buffer, bytes.byteOffset).getFloat32(0, true)).toBe(0.5);
  });

  it('leaves auxiliary heads out', () => {
    expect([...frozen.value.values.keys()]).toEqual(['in', 'hidden', 'fc']);
    expect([...frozen.value.constants.keys()].sort()).toEqual(['fc/bias', 'fc/kernel', 'hidden/kernel']);
  });

  it('refuses what no protocol buffer can hold, before asking for a weight', () => {
    const result = freeze(network(30_000), new Map());
    expect(result).toMatchObject({ ok: false, problem: { code: 'target/too-large' } });
  });

  it('needs a class output', () => {
    const { outputs, ...rest } = network(4);
    const auxiliary = { ...rest, outputs: outputs.filter(({ role }) => role === 'auxiliary') };
    expect(freeze(auxiliary, weightsFor(graph))).toMatchObject({
      ok: false,
      problem: { code: 'graph/no-output' },
    });
  });
});
