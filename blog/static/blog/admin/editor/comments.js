// Comments on what is deleted come back with it: Wagtail takes them for settled as soon as their row is
// gone, and what is saved by itself meanwhile drops them from the form.
(() => {
  const app = window.comments?.commentApp;
  const stateOf = () => app.store.getState();
  const comments = () => [...stateOf().comments.comments.values()];
  const isOpen = ({ mode, deleted, resolved }) => mode !== "creating" && !deleted && !resolved;

  const below = (path) => comments().filter((comment) => isOpen(comment) && `${comment.contentpath}.`.startsWith(`${path}.`));

  // As Wagtail's form sends them to its script.
  const sent = ({ remoteId: pk, author, date, text, deleted }) => ({ pk, user: author.id, created_at: new Date(date).toISOString(), text, deleted });
  const threadOf = (comment) => ({
    ...sent(comment),
    contentpath: comment.contentpath,
    position: comment.position,
    resolved: false,
    replies: [...comment.replies.values()].map(sent),
  });

  const isSame = (one, other) => (one.remoteId ? one.remoteId === other.remoteId : one.localId === other.localId);

  const load = (threads) => {
    const { user } = stateOf().settings;
    const writers = [user, ...threads.flatMap((thread) => [thread, ...thread.replies.values()]).map(({ author }) => author)];
    const authors = Object.fromEntries(writers.map(({ id, name, avatarUrl }) => [id, { name, avatar_url: avatarUrl }]));
    app.loadData({ comments: threads.map(threadOf), user: user.id, authors });
  };

  // A sign beside the field is made for each comment that has no annotation.
  const revive = (threads) => {
    const gone = threads.filter((thread) => !comments().some((comment) => isSame(comment, thread)));
    for (const comment of comments()) {
      if (!threads.some((thread) => isSame(comment, thread))) continue;
      app.store.dispatch(app.actions.updateComment(comment.localId, { resolved: false, annotation: null }));
    }
    if (gone.length) load(gone);
  };

  // The comments on a row, and how they are brought back.
  window.rapporteurEditor.commentsOn = (child) => {
    const path = app && child.getContentPath();
    const threads = path ? below(path) : [];
    return () => threads.length && revive(threads);
  };
})();
