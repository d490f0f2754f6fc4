// An address that is pasted as a video becomes its host, id and beginning.
(() => {
  const { StructBlockDefinition } = window.wagtailStreamField.blocks;
  const isAddress = (text) => /[/.]/.test(text);

  class EmbedBlockDefinition extends StructBlockDefinition {
    render(...where) {
      const block = super.render(...where);
      const { provider, id, start } = block.childBlocks;
      const read = async () => {
        const address = id.getState();
        if (!isAddress(address)) return;
        const url = new URL(this.meta.reader, window.location.href);
        url.searchParams.set("address", address);
        const response = await fetch(url, { credentials: "same-origin" });
        const { video } = response.ok ? await response.json() : {};
        if (!video || id.getState() !== address) return;
        provider.setState(video.provider);
        id.setState(video.id);
        if (video.start) start.setState(String(video.start));
        // What watches the form (autosave, the preview) hears of what a script wrote only by this.
        block.container?.[0]?.dispatchEvent(new Event("change", { bubbles: true }));
      };
      document.getElementById(`${where[1]}-id`)?.addEventListener("input", read);
      return block;
    }
  }
  window.telepath.register("rapporteur.EmbedBlock", EmbedBlockDefinition);
})();
