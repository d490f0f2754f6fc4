"""Small sites of our own in the forms that widespread themes ask for: path → text."""

PAPERMOD = {
    "hugo.yaml": (
        "baseURL: https://lab.example.org/\ntitle: Harbour Lab\n"
        "params:\n  author: Ada Quill\n  mainSections: [posts]\n"
        "taxonomies:\n  category: categories\n  tag: tags\n  series: series\n"
    ),
    "content/_index.md": "---\ntitle: Home\n---\n",
    "content/search.md": '---\ntitle: Search\nlayout: search\nplaceholder: "words"\n---\n',
    "content/archives.md": '---\ntitle: Archive\nlayout: archives\nurl: "/archives/"\n---\n',
    "content/posts/_index.md": "---\ntitle: Posts\n---\n",
    "content/posts/one.md": (
        "---\ntitle: One\ndate: 2024-05-31\ntags: [ml, Audio]\ncover:\n  image: one.png\n"
        "  alt: A hall\n  caption: The *hall*\n---\nWords.\n"
    ),
    "content/posts/two.md": (
        "---\ntitle: Two\ndate: 2024-06-01\nauthor: [Bruno Verso, Ada Quill]\n"
        "series: [Harbours]\n---\nWords.\n"
    ),
    "content/tags/_index.md": "---\ntitle: Tags\n---\n",
    "content/tags/ml/_index.md": ("---\ntitle: Machine learning\ndescription: What learns.\n---\n"),
    "content/about.md": "---\ntitle: About\n---\nWho we are.\n",
}

ACADEMIC = {
    "config/_default/hugo.yaml": (
        "baseURL: https://lab.example.org/\ntitle: Harbour Group\ntaxonomies:\n"
        "  tag: tags\n  category: categories\n  publication_type: publication_types\n"
        "  author: authors\npermalinks:\n  authors: /author/:slug/\n"
    ),
    "config/_default/params.yaml": "math:\n  enable: true\nmarketing:\n  seo: {}\n",
    "config/_default/languages.yaml": "en:\n  languageCode: en-us\n",
    "content/_index.md": "---\ntitle: ''\ntype: landing\nsections:\n- block: hero\n---\n",
    "content/authors/admin/_index.md": (
        "---\ntitle: Ada Quill\nfirst_name: Ada\nlast_name: Quill\nauthors: [admin]\n"
        "superuser: true\nrole: Professor of Harbours\norganizations:\n- name: Harbour University\n"
        "  url: https://uni.example.org/\nbio: Ada studies harbours.\nsocial:\n"
        "- icon: envelope\n  link: 'mailto:ada@example.org'\n- icon: github\n"
        "  icon_pack: fab\n  link: https://github.com/ada\n- icon: orcid\n"
        "  link: https://orcid.org/0000-0002-1825-0097\n---\n\nAda leads the *group*.\n"
    ),
    "content/authors/bruno/_index.md": "---\ntitle: Bruno Verso\nrole: PhD Student\n---\n",
    "content/authors/_index.md": "---\ntitle: Authors\n---\n",
    "content/post/_index.md": "---\ntitle: News\n---\n",
    "content/post/hello/index.md": (
        "---\ntitle: Hello\nauthors: [admin, bruno, Carla Folio]\ndate: '2024-05-31T10:00:00Z'\n"
        "image:\n  caption: 'A hall'\n  focal_point: ''\n---\nWords with $x_1$.\n"
    ),
    "content/publication/_index.md": "---\ntitle: Publications\ncms_exclude: true\n---\n",
    "content/publication/harbour/index.md": (
        "---\ntitle: On the Harbour\nauthors: [admin, Carla Folio]\ndate: '2023-07-01T00:00:00Z'\n"
        "doi: 10.1234/harbour.5\npublication_types: [article-journal]\n"
        "publication: '*Journal of Quays, 5*(1)'\nabstract: We *listened* to a harbour.\n"
        "url_pdf: paper.pdf\nurl_code: https://github.com/lab/harbour\nurl_dataset: ''\n"
        "links:\n- {name: Interview, url: https://radio.example/harbour}\n---\n\nMore words.\n"
    ),
    "content/publication/harbour/paper.pdf": "%PDF-1.4\n",
    "content/publication/lake/index.md": (
        "---\ntitle: On the Lake\nauthors: [Bruno Verso]\ndate: '2022-01-01'\n"
        "publication_types: ['1']\nurl_pdf: https://arxiv.org/pdf/2401.00009\n---\n"
    ),
    "content/publication/lake/cite.bib": "@inproceedings{lake, doi = {10.1234/lake.6}}\n",
    "content/people/index.md": "---\ntitle: People\ntype: landing\nsections: []\n---\n",
    "content/project/_index.md": "---\ntitle: Projects\n---\n",
    "content/project/quay/index.md": "---\ntitle: Quay\ndate: 2024-01-01\n---\nA project.\n",
}

DOCSY = {
    "hugo.toml": (
        'baseURL = "https://docs.example.org/"\ntitle = "Harbour"\n'
        'contentDir = "content/en"\ndefaultContentLanguage = "en"\n'
        '[languages.en]\ncontentDir = "content/en"\nlanguageName = "English"\n'
        '[languages.ca]\ncontentDir = "content/ca"\nweight = 2\n'
    ),
    "content/en/_index.md": "---\ntitle: Harbour\n---\n\nWelcome to the **harbour**.\n",
    "content/en/search.md": "---\ntitle: Results\nlayout: search\n---\n",
    "content/en/docs/_index.md": "---\ntitle: Documentation\nlinkTitle: Docs\n---\nRead this.\n",
    "content/en/docs/Getting started/_index.md": "---\ntitle: Getting started\n---\n",
    "content/en/docs/Getting started/install.md": "---\ntitle: Install\ndate: 2024-01-01\n---\nRun.\n",
    "content/en/blog/_index.md": "---\ntitle: Blog\n---\n",
    "content/en/blog/news/first.md": "---\ntitle: First\ndate: 2024-02-01\n---\nNews.\n",
    "content/ca/blog/primera.md": "---\ntitle: Primera\ndate: 2024-02-01\n---\nNovetats.\n",
}

BLOWFISH = {
    "config/_default/hugo.toml": (
        'baseURL = "https://reef.example.org/"\ndefaultContentLanguage = "en"\n'
        '[permalinks]\nposts = "/:year/:month/:slugorcontentbasename/"\n'
    ),
    "config/_default/languages.en.toml": (
        'title = "Reef"\n[params.author]\nname = "Ada Quill"\nheadline = "Diver"\n'
        'bio = "Dives."\nlinks = [{ github = "https://github.com/ada" }]\n'
    ),
    "config/_default/params.toml": 'mainSections = ["posts"]\n',
    "config/production/params.toml": 'mainSections = ["posts", "notes"]\n',
    "data/authors/bruno.json": (
        '{"name": "Bruno Verso", "bio": "Swims.", "social": [{"mastodon": "https://m.example/@b"}]}'
    ),
    "content/posts/reef/index.md": (
        '---\ntitle: "The reef"\ndate: 2024-03-02\nauthors: ["bruno"]\nshowAuthor: false\n---\n'
        "Words.\n"
    ),
    "content/notes/tide.md": "---\ntitle: Tide\n---\nUndated.\n",
    "content/posts/old.org": "#+title: Old\n\nWords.\n",
    "content/posts/_content.gotmpl": "{{ $.AddPage (dict) }}",
}
