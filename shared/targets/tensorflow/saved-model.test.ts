import { fromBinary } from '@bufbuild/protobuf';
import { describe, expect, it } from 'vitest';
import type { Signature } from './compiled';
import { attr, GraphBuilder, type Attr } from './graph-builder';
import { AttrValueSchema, SavedModelSchema } from './proto/tensorflow_pb';
import { decodeSignatures, encodeSavedModel } from './saved-model';

const signature: Signature = {
  inputs: { images: { tensor: 'x:0', dtype: 'float32', shape: [-1, 4, 4, 3] } },
  outputs: { 'mlp1/relu:1': { tensor: 'y:1', dtype: 'int32', shape: [] } },
};

describe('encodeSavedModel', () => {
  it('writes signatures that are read back', () => {
    const bytes = encodeSavedModel([], { serving_default: signature, other: { inputs: {}, outputs: {} } });
    expect(decodeSignatures(bytes)).toEqual({
      serving_default: signature,
      other: { inputs: {}, outputs: {} },
    });
  });

  it('writes schema version 1, the tag serve and the graph version that TensorFlow asks for', () => {
    const model = fromBinary(SavedModelSchema, encodeSavedModel([], {}));
    expect(Number(model.savedModelSchemaVersion)).toBe(1);
    expect(model.metaGraphs[0]?.metaInfoDef?.tags).toEqual(['serve']);
    expect(model.metaGraphs[0]?.graphDef?.versions?.producer).toBe(1087);
  });

  it('writes every kind of attribute under its public field number', () => {
    const field = (value: Attr): number => {
      const builder = new GraphBuilder();
      builder.add('n', { op: 'X', inputs: [], attrs: { a: value } });
      const model = fromBinary(SavedModelSchema, encodeSavedModel(builder.nodes, {}));
      const written = model.metaGraphs[0]!.graphDef!.node[0]!.attr['a']!.value;
      return AttrValueSchema.fields.find(({ localName }) => localName === written.case)!.number;
    };
    const bytes = new Uint8Array(4);
    // Numbers of tensorflow/core/framework/attr_value.proto.
    expect(field(attr.string('SAME'))).toBe(2);
    expect(field(attr.int(-1))).toBe(3);
    expect(field(attr.float(0.5))).toBe(4);
    expect(field(attr.bool(false))).toBe(5);
    expect(field(attr.type('float32'))).toBe(6);
    expect(field(attr.shape([-1, 2]))).toBe(7);
    expect(field(attr.tensor({ dtype: 'float32', shape: [1], bytes }))).toBe(8);
    expect(field(attr.ints([1, 2]))).toBe(1);
  });
});
