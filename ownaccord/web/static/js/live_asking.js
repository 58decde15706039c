// Asks once how new things are, where no stream can be held: what is newer, that nothing is, or that it is over.
export async function answer(address, patience) {
  try {
    const limit = AbortSignal.timeout(patience);
    const said = await fetch(address, { cache: "no-store", credentials: "same-origin", signal: limit });
    if (said.status === 404) return { over: true };
    return said.status === 200 ? { heard: true, ...(await said.json()) } : { heard: said.status === 204 };
  } catch {
    // Nobody answered: the watch says so.
    return {};
  }
}
