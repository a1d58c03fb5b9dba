/** What a block's parameter may be. The inspector, validation and the CLI read these; `default` fills new nodes. */
export type ParamSpec =
  | {
      readonly type: 'int';
      readonly default: number;
      readonly min: number;
      readonly max: number;
      readonly unit?: string;
      /** Windows with a middle only: an even value is refused. */
      readonly odd?: true;
    }
  | {
      readonly type: 'number';
      readonly default: number;
      readonly min: number;
      readonly max: number;
      readonly unit?: string;
    }
  | { readonly type: 'boolean'; readonly default: boolean }
  | { readonly type: 'choice'; readonly default: string; readonly options: readonly string[] }
  /** `[height, width]`. */
  | {
      readonly type: 'pair';
      readonly default: readonly [number, number];
      readonly min: number;
      readonly max: number;
    }
  /** A list of integers, such as mlpconv's widths. */
  | {
      readonly type: 'ints';
      readonly default: readonly number[];
      readonly min: number;
      readonly max: number;
      readonly minLength: number;
      readonly maxLength: number;
      /** Windows with a middle only: even entries are refused. */
      readonly odd?: true;
    }
  /** `same`, `valid`, (`ceil`, for pools), or `[top, bottom, left, right]`. */
  | {
      readonly type: 'padding';
      readonly default: PaddingChoice;
      readonly ceil: boolean;
      readonly max: number;
    };

export type PaddingChoice = 'same' | 'valid' | 'ceil' | readonly [number, number, number, number];

export type ParamSpecs = Readonly<Record<string, ParamSpec>>;

type ValueOf<S extends ParamSpec> = S extends { type: 'int' | 'number' }
  ? number
  : S extends { type: 'boolean' }
    ? boolean
    : S extends { type: 'choice'; options: readonly (infer O)[] }
      ? O
      : S extends { type: 'pair' }
        ? readonly [number, number]
        : S extends { type: 'ints' }
          ? readonly number[]
          : PaddingChoice;

/** The values a block's code sees: checked, complete, expressions already evaluated. */
export type ParamValues<P extends ParamSpecs> = { readonly [K in keyof P]: ValueOf<P[K]> };
