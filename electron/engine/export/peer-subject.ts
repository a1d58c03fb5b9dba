import fs from 'node:fs';
import path from 'node:path';
import { failure, success, type Result } from '../../../shared/problems/result';
import { decodeSafetensors, encodeSafetensors } from '../../../shared/weights/safetensors';
import type { NamedTensors } from '../../../shared/weights/tensor';
import type { PythonPeer } from './peer';
import { PROBABILITIES, type Subject } from './subject';

/** How the peer is asked for the values of one export. */
export interface PeerModel {
  /** Name of the target, for messages. */
  readonly target: string;
  readonly op: 'keras' | 'saved-model';
  /** The file or folder. */
  readonly model: string;
  /** What the peer calls each value: a layer, or a tensor of the graph. */
  readonly names: ReadonlyMap<string, string>;
  /** What the peer calls each input, by our feed: an input layer, or an input of the signature. */
  readonly inputs: ReadonlyMap<string, string>;
  /** SavedModel only: the tensors behind the inputs, by the peer's name. */
  readonly feeds?: Readonly<Record<string, string>>;
  /** What the peer's answer calls the probabilities, the model's own output. */
  readonly probabilities: string;
}

/** An export in the framework it goes to, run by Python. */
export class PeerSubject implements Subject {
  /** The framework's version, once it has answered. */
  version: string | null = null;
  private readonly inputs: string;

  /** @param scratch a folder for what goes to and fro; the caller deletes it */
  constructor(
    private readonly peer: PythonPeer,
    private readonly model: PeerModel,
    examples: NamedTensors,
    private readonly scratch: string,
  ) {
    this.inputs = path.join(scratch, `${model.op}-inputs.safetensors`);
    const named = [...examples].map(([feed, tensor]) => [model.inputs.get(feed)!, tensor] as const);
    fs.writeFileSync(this.inputs, encodeSafetensors(new Map(named)));
  }

  async run(from: number, to: number, values: readonly string[]): Promise<Result<NamedTensors>> {
    const { target, op, model, names, feeds, probabilities } = this.model;
    const asked = values.filter((value) => names.has(value));
    const out = path.join(this.scratch, `${op}-outputs.safetensors`);
    const answer = await this.peer.request(target, {
      op,
      model,
      inputs: this.inputs,
      from,
      to,
      fetch: Object.fromEntries(asked.map((value) => [value, names.get(value)!])),
      ...(feeds === undefined ? {} : { feeds }),
      out,
    });
    if (!answer.ok) return answer;
    this.version = answer.value.version;
    const read = decodeSafetensors(fs.readFileSync(out), out);
    fs.rmSync(out);
    if (!read.ok) return failure(read.problem);
    const tensors = new Map(read.value.tensors);
    tensors.set(PROBABILITIES, tensors.get(probabilities)!);
    return success(tensors);
  }
}
