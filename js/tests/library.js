// The library as its source is, or as the build packed it: NANOWIRE_JS names the file.
export const { Nanowire, readBlock } = await import(process.env.NANOWIRE_JS ?? "../nanowire.js");
