/** Text files as strings: Vite's `?raw`, and a small plugin of `scripts/build.mjs`. */
declare module '*?raw' {
  const text: string;
  export default text;
}
