"""Every spelling that we have met, and what it names. A case is a line: spelling, then scheme and
value."""

import pytest

from blog.papers.identifiers import (
    Identifier,
    find_identifiers,
    implied,
    label_of,
    parse_identifier,
    url_of,
)

SPELLINGS = """
# arXiv: every page, file, version and mirror of a number is the same paper
https://arxiv.org/abs/1706.03762                                  arxiv 1706.03762
http://arxiv.org/abs/1706.03762                                   arxiv 1706.03762
http://www.arxiv.org/abs/1706.03762v5                             arxiv 1706.03762
https://arxiv.org/abs/1706.03762v5#section                        arxiv 1706.03762
https://arxiv.org/abs/1706.03762?context=cs                       arxiv 1706.03762
https://arxiv.org/abs/1706.03762/                                 arxiv 1706.03762
https://arxiv.org/abs/arXiv:1706.03762                            arxiv 1706.03762
https://arxiv.org/pdf/1706.03762                                  arxiv 1706.03762
https://arxiv.org/pdf/1706.03762v5                                arxiv 1706.03762
https://arxiv.org/pdf/1706.03762.pdf                              arxiv 1706.03762
https://arxiv.org/pdf/1706.03762v5.pdf                            arxiv 1706.03762
https://arxiv.org/pdf/1706.03762v5.pdf#page=3                     arxiv 1706.03762
https://arxiv.org/html/2401.10446v1                               arxiv 2401.10446
https://arxiv.org/html/2401.10446                                 arxiv 2401.10446
https://arxiv.org/format/2401.10446                               arxiv 2401.10446
https://arxiv.org/e-print/2401.10446                              arxiv 2401.10446
https://arxiv.org/src/2401.10446v2                                arxiv 2401.10446
https://arxiv.org/ps/hep-th/9901001                               arxiv hep-th/9901001
https://arxiv.org/abs/cs.LG/0112017                               arxiv cs/0112017
https://arxiv.org/abs/cs/0112017                                  arxiv cs/0112017
https://arxiv.org/abs/hep-th/9901001v2                            arxiv hep-th/9901001
https://arxiv.org/pdf/hep-th/9901001.pdf                          arxiv hep-th/9901001
https://arxiv.org/abs/math.GT/0309136                             arxiv math/0309136
https://arxiv.org/abs/0704.0001                                   arxiv 0704.0001
https://arxiv.org/abs/1412.6980                                   arxiv 1412.6980
https://export.arxiv.org/abs/1412.6980                            arxiv 1412.6980
https://export.arxiv.org/api/query?id_list=1412.6980v9            arxiv 1412.6980
https://de.arxiv.org/abs/1412.6980                                arxiv 1412.6980
https://browse.arxiv.org/html/2311.00001v1                        arxiv 2311.00001
https://ar5iv.org/abs/1706.03762                                  arxiv 1706.03762
https://ar5iv.org/html/1706.03762                                 arxiv 1706.03762
https://ar5iv.labs.arxiv.org/html/1706.03762                      arxiv 1706.03762
https://www.alphaxiv.org/abs/2310.11230                           arxiv 2310.11230
https://www.alphaxiv.org/overview/2310.11230v2                    arxiv 2310.11230
https://www.alphaxiv.org/pdf/2310.11230                           arxiv 2310.11230
https://huggingface.co/papers/2310.11230                          arxiv 2310.11230
https://hf.co/papers/2310.11230                                   arxiv 2310.11230
https://scirate.com/arxiv/2310.11230                              arxiv 2310.11230
https://www.arxiv-vanity.com/papers/1706.03762/                   arxiv 1706.03762
https://www.emergentmind.com/papers/2310.11230                    arxiv 2310.11230
https://papers.cool/arxiv/2310.11230                              arxiv 2310.11230
http://xxx.lanl.gov/abs/hep-th/9901001                            arxiv hep-th/9901001
https://ui.adsabs.harvard.edu/abs/2017arXiv170603762V/abstract    arxiv 1706.03762
https://ui.adsabs.harvard.edu/abs/2014arXiv1406.2661G/abstract    arxiv 1406.2661
https://dblp.org/rec/journals/corr/abs-1706-03762                 arxiv 1706.03762
https://dblp.org/rec/journals/corr/abs-1706-03762.html            arxiv 1706.03762
https://www.semanticscholar.org/arXiv:1706.03762                  arxiv 1706.03762
https://api.semanticscholar.org/arXiv:1706.03762                  arxiv 1706.03762
https://api.semanticscholar.org/graph/v1/paper/ARXIV:1706.03762   arxiv 1706.03762
https://doi.org/10.48550/arXiv.1706.03762                         arxiv 1706.03762
https://doi.org/10.48550/ARXIV.1706.03762                         arxiv 1706.03762
https://dx.doi.org/10.48550/arxiv.cs/0112017                      arxiv cs/0112017
10.48550/arXiv.1706.03762                                         arxiv 1706.03762
doi:10.48550/arXiv.1706.03762v5                                   arxiv 1706.03762
arXiv:1706.03762                                                  arxiv 1706.03762
arxiv:1706.03762v5                                                arxiv 1706.03762
ARXIV: 1706.03762                                                 arxiv 1706.03762
arXiv 1706.03762                                                  arxiv 1706.03762
arXiv:1706.03762 [cs.CL]                                          arxiv 1706.03762
arXiv:hep-th/9901001                                              arxiv hep-th/9901001
arXiv:cs.LG/0112017                                               arxiv cs/0112017
1706.03762                                                        arxiv 1706.03762
1706.03762v7                                                      arxiv 1706.03762
hep-th/9901001v1                                                  arxiv hep-th/9901001
cs.LG/0112017                                                     arxiv cs/0112017
arxiv.org/abs/1706.03762                                          arxiv 1706.03762
www.arxiv.org/pdf/1706.03762v5                                    arxiv 1706.03762
<https://arxiv.org/abs/1706.03762>                                arxiv 1706.03762

# DOI: without regard to case, whatever resolves it
https://doi.org/10.1145/3383313.3412217                           doi 10.1145/3383313.3412217
http://dx.doi.org/10.1145/3383313.3412217                         doi 10.1145/3383313.3412217
https://www.doi.org/10.1145/3383313.3412217                       doi 10.1145/3383313.3412217
doi.org/10.1145/3383313.3412217                                   doi 10.1145/3383313.3412217
https://doi.org/10.1000/a%2Fb                                     doi 10.1000/a/b
https://doi.org/10.1000/182#top                                   doi 10.1000/182
10.1145/3383313.3412217                                           doi 10.1145/3383313.3412217
10.5334/TISMIR.54                                                 doi 10.5334/tismir.54
doi:10.5334/TISMIR.10.                                            doi 10.5334/tismir.10
DOI: 10.5334/tismir.10                                            doi 10.5334/tismir.10
doi 10.5334/tismir.10                                             doi 10.5334/tismir.10
doi: https://doi.org/10.5334/tismir.10                            doi 10.5334/tismir.10
urn:doi:10.1000/182                                               doi 10.1000/182
info:doi/10.1000/182                                              doi 10.1000/182
10.1016/S0140-6736(20)30183-5                                     doi 10.1016/s0140-6736(20)30183-5
10.1016/0004-3702(72)90051-3                                      doi 10.1016/0004-3702(72)90051-3
10.1000/abc)                                                      doi 10.1000/abc
10.1000/abc.                                                      doi 10.1000/abc
10.1000/abc”,                                                     doi 10.1000/abc
10.1000.10/abc                                                    doi 10.1000.10/abc
10.1002/(SICI)1097-4571(199806)49:8<693::AID-ASI4>3.0.CO;2-O      doi 10.1002/(sici)1097-4571(199806)49:8<693::aid-asi4>3.0.co;2-o

# DOI: pages of publishers that carry one
https://dl.acm.org/doi/10.1145/3383313.3412217                    doi 10.1145/3383313.3412217
https://dl.acm.org/doi/abs/10.1145/3383313.3412216                doi 10.1145/3383313.3412216
https://dl.acm.org/doi/pdf/10.1145/3383313.3412488                doi 10.1145/3383313.3412488
https://dl.acm.org/doi/full/10.1145/3383313.3412488               doi 10.1145/3383313.3412488
https://dl.acm.org/doi/fullHtml/10.1145/3383313.3412488           doi 10.1145/3383313.3412488
https://dl.acm.org/doi/epdf/10.1145/3383313.3412488               doi 10.1145/3383313.3412488
https://dl.acm.org/citation.cfm?id=2959100.2959190                doi 10.1145/2959100.2959190
https://portal.acm.org/citation.cfm?id=2959100.2959190            doi 10.1145/2959100.2959190
https://link.springer.com/article/10.1007/s00530-021-00123-4      doi 10.1007/s00530-021-00123-4
https://link.springer.com/article/10.1007/s00530-021-00123-4/fulltext.html doi 10.1007/s00530-021-00123-4
https://link.springer.com/chapter/10.1007/978-3-030-58452-8_13    doi 10.1007/978-3-030-58452-8_13
https://link.springer.com/content/pdf/10.1007/978-3-030-58452-8_13.pdf doi 10.1007/978-3-030-58452-8_13
https://link.springer.com/content/pdf/10.1007%2F978-3-030-58452-8_13 doi 10.1007/978-3-030-58452-8_13
https://link.springer.com/book/10.1007/978-3-030-58452-8          doi 10.1007/978-3-030-58452-8
https://asmp-eurasipjournals.springeropen.com/articles/10.1186/s13636-020-00181-4 doi 10.1186/s13636-020-00181-4
https://www.nature.com/articles/s41586-021-03819-2                doi 10.1038/s41586-021-03819-2
https://www.nature.com/articles/s41586-021-03819-2.pdf            doi 10.1038/s41586-021-03819-2
https://www.nature.com/articles/nature14539                       doi 10.1038/nature14539
https://www.nature.com/articles/srep12345                         doi 10.1038/srep12345
https://www.science.org/doi/10.1126/science.aaa8415               doi 10.1126/science.aaa8415
https://www.science.org/doi/abs/10.1126/science.aaa8415           doi 10.1126/science.aaa8415
https://onlinelibrary.wiley.com/doi/full/10.1111/cogs.12345       doi 10.1111/cogs.12345
https://onlinelibrary.wiley.com/doi/10.1111/cogs.12345/abstract   doi 10.1111/cogs.12345
https://www.tandfonline.com/doi/full/10.1080/09298215.2018.1458885 doi 10.1080/09298215.2018.1458885
https://journals.sagepub.com/doi/pdf/10.1177/0305735618765432     doi 10.1177/0305735618765432
https://www.pnas.org/doi/full/10.1073/pnas.1611835114             doi 10.1073/pnas.1611835114
https://direct.mit.edu/neco/article-abstract/doi/10.1162/neco.1997.9.8.1735 doi 10.1162/neco.1997.9.8.1735
https://www.frontiersin.org/articles/10.3389/fnins.2020.00123/full doi 10.3389/fnins.2020.00123
https://journals.plos.org/plosone/article?id=10.1371/journal.pone.0123456 doi 10.1371/journal.pone.0123456
https://journals.plos.org/plosone/article/file?id=10.1371/journal.pone.0123456&type=printable doi 10.1371/journal.pone.0123456
https://iopscience.iop.org/article/10.1088/1742-6596/012/1/012001/meta doi 10.1088/1742-6596/012/1/012001
https://journals.aps.org/prl/abstract/10.1103/PhysRevLett.116.061102 doi 10.1103/physrevlett.116.061102
https://asa.scitation.org/doi/10.1121/1.5042752                   doi 10.1121/1.5042752
https://www.annualreviews.org/doi/abs/10.1146/annurev.psych.57.102904.190143 doi 10.1146/annurev.psych.57.102904.190143
https://transactions.ismir.net/articles/10.5334/tismir.54/        doi 10.5334/tismir.54
https://transactions.ismir.net/articles/10.5334/tismir.10         doi 10.5334/tismir.10
https://www.ijcai.org/proceedings/2023/0123.pdf                   doi 10.24963/ijcai.2023/123
https://www.ijcai.org/proceedings/2023/123                        doi 10.24963/ijcai.2023/123
https://elifesciences.org/articles/12345                          doi 10.7554/elife.12345
https://peerj.com/articles/cs-123/                                doi 10.7717/peerj-cs.123
https://peerj.com/articles/4567                                   doi 10.7717/peerj.4567
https://papers.ssrn.com/sol3/papers.cfm?abstract_id=3456789       doi 10.2139/ssrn.3456789
https://example.org/view;jsessionid=1/10.1000/abc;jsessionid=8F   doi 10.1000/abc
https://example.org/article?doi=10.1000/ABC                       doi 10.1000/abc
https://zenodo.org/record/1344103                                 doi 10.5281/zenodo.1344103
https://zenodo.org/records/1344103                                doi 10.5281/zenodo.1344103
https://zenodo.org/record/1344103/files/paper.pdf?download=1      doi 10.5281/zenodo.1344103
https://zenodo.org/doi/10.5281/zenodo.1344103                     doi 10.5281/zenodo.1344103
https://doi.org/10.5281/zenodo.1344103                            doi 10.5281/zenodo.1344103
https://www.biorxiv.org/content/10.1101/2020.01.02.123456v2       doi 10.1101/2020.01.02.123456
https://www.biorxiv.org/content/10.1101/2020.01.02.123456v2.full  doi 10.1101/2020.01.02.123456
https://www.biorxiv.org/content/10.1101/2020.01.02.123456v2.full.pdf doi 10.1101/2020.01.02.123456
https://www.biorxiv.org/content/10.1101/2020.01.02.123456v1.full-text doi 10.1101/2020.01.02.123456
https://www.biorxiv.org/content/10.1101/123456v1.abstract         doi 10.1101/123456
https://www.biorxiv.org/content/early/2018/01/05/123456           doi 10.1101/123456
https://www.medrxiv.org/content/10.1101/2021.03.04.21252345v1     doi 10.1101/2021.03.04.21252345
https://www.medrxiv.org/content/10.1101/2021.03.04.21252345v1.full.pdf+html doi 10.1101/2021.03.04.21252345
https://doi.org/10.1101/2020.01.02.123456                         doi 10.1101/2020.01.02.123456

# IEEE
https://ieeexplore.ieee.org/document/10096725                     ieee 10096725
https://ieeexplore.ieee.org/document/10096725/                    ieee 10096725
https://ieeexplore.ieee.org/abstract/document/10096725            ieee 10096725
https://ieeexplore.ieee.org/document/6847693/?tp=&arnumber=6847693 ieee 6847693
https://ieeexplore.ieee.org/stamp/stamp.jsp?tp=&arnumber=10096725 ieee 10096725
https://ieeexplore.ieee.org/stamp/stamp.jsp?arnumber=10096725&tag=1 ieee 10096725
https://ieeexplore.ieee.org/xpl/articleDetails.jsp?arnumber=6847693 ieee 6847693
https://ieeexplore.ieee.org/iel7/6287639/8948470/09763018.pdf     ieee 9763018
https://doi.org/10.1109/ICASSP.2020.9054345                       doi 10.1109/icassp.2020.9054345

# Elsevier, where the address has something
https://www.sciencedirect.com/science/article/pii/S0004370221000862 pii S0004370221000862
https://www.sciencedirect.com/science/article/abs/pii/S0004370221000862 pii S0004370221000862
https://www.sciencedirect.com/science/article/pii/S0004370221000862/pdfft?md5=1 pii S0004370221000862
https://linkinghub.elsevier.com/retrieve/pii/S0004370221000862    pii S0004370221000862
https://www.cell.com/cell/fulltext/S0092-8674(20)30820-6          pii S0092867420308206
https://www.thelancet.com/journals/lancet/article/PIIS0140-6736(20)30183-5/fulltext url https://thelancet.com/journals/lancet/article/PIIS0140-6736(20)30183-5/fulltext
https://doi.org/10.1016/j.artint.2021.103535                      doi 10.1016/j.artint.2021.103535

# OpenReview: ids know upper from lower case
https://openreview.net/forum?id=l60EM8md3t                        openreview l60EM8md3t
https://openreview.net/forum?id=l60EM8md3t&noteId=AbCdEf1234      openreview l60EM8md3t
https://openreview.net/forum?noteId=l60EM8md3t                    openreview l60EM8md3t
https://openreview.net/forum?id=l60EM8md3t&referrer=%5BAuthor%5D  openreview l60EM8md3t
https://openreview.net/pdf?id=l60EM8md3t                          openreview l60EM8md3t
https://www.openreview.net/pdf?id=l60EM8md3t#page=2               openreview l60EM8md3t
http://openreview.net/forum?id=B1-q5Pqxl                          openreview B1-q5Pqxl
https://openreview.net/attachment?id=l60EM8md3t&name=supplementary_material openreview l60EM8md3t
https://openreview.net/revisions?id=l60EM8md3t                    openreview l60EM8md3t
https://api2.openreview.net/notes?id=l60EM8md3t                   openreview l60EM8md3t
https://api2.openreview.net/notes?forum=l60EM8md3t                openreview l60EM8md3t
openreview.net/forum?id=l60EM8md3t                                openreview l60EM8md3t
openreview:l60EM8md3t                                             openreview l60EM8md3t

# ACL Anthology
https://aclanthology.org/2023.acl-long.1/                         acl 2023.acl-long.1
https://aclanthology.org/2023.acl-long.1                          acl 2023.acl-long.1
https://aclanthology.org/2023.acl-long.1.pdf                      acl 2023.acl-long.1
https://aclanthology.org/2023.acl-long.1.bib                      acl 2023.acl-long.1
https://aclanthology.org/2020.acl-main.5v2.pdf                    acl 2020.acl-main.5
https://aclanthology.org/2023.findings-emnlp.123/                 acl 2023.findings-emnlp.123
https://aclanthology.org/2020.nlp4musa-1.2/                       acl 2020.nlp4musa-1.2
https://aclanthology.org/P19-1001.pdf                             acl P19-1001
https://aclanthology.org/P19-1001/                                acl P19-1001
https://aclanthology.org/p19-1001                                 acl P19-1001
https://www.aclweb.org/anthology/P19-1001/                        acl P19-1001
https://www.aclweb.org/anthology/P19-1001.pdf                     acl P19-1001
https://www.aclweb.org/anthology/papers/P/P19/P19-1001/           acl P19-1001
https://www.aclweb.org/anthology-new/P/P07/P07-1001.pdf           acl P07-1001
https://aclanthology.info/papers/P19-1001/p19-1001                acl P19-1001
ACL:2023.acl-long.1                                               acl 2023.acl-long.1
N18-1202                                                          acl N18-1202
https://doi.org/10.18653/v1/P19-1001                              doi 10.18653/v1/p19-1001

# PMLR and JMLR
https://proceedings.mlr.press/v202/smith23a.html                  pmlr v202/smith23a
http://proceedings.mlr.press/v202/smith23a                        pmlr v202/smith23a
https://proceedings.mlr.press/v202/smith23a/smith23a.pdf          pmlr v202/smith23a
https://proceedings.mlr.press/v202/smith23a/smith23a-supp.pdf     pmlr v202/smith23a
https://proceedings.mlr.press/v162/le-scao22a.html                pmlr v162/le-scao22a
https://proceedings.mlr.press/r5/adams05a.html                    pmlr r5/adams05a
http://www.jmlr.org/proceedings/papers/v9/glorot10a.html          pmlr v9/glorot10a
http://jmlr.org/proceedings/papers/v9/glorot10a/glorot10a.pdf     pmlr v9/glorot10a
https://raw.githubusercontent.com/mlresearch/v235/main/assets/smith24a/smith24a.pdf pmlr v235/smith24a
https://jmlr.org/papers/v21/20-074.html                           jmlr v21/20-074
https://www.jmlr.org/papers/v21/20-074                            jmlr v21/20-074
https://jmlr.org/papers/volume21/20-074/20-074.pdf                jmlr v21/20-074
https://www.jmlr.org/papers/volume3/bengio03a/bengio03a.pdf       jmlr v3/bengio03a
https://www.jmlr.org/papers/v3/bengio03a.html                     jmlr v3/bengio03a
https://jmlr.csail.mit.edu/papers/v3/bengio03a.html               jmlr v3/bengio03a

# NeurIPS and ICLR proceedings
https://papers.nips.cc/paper/2017/hash/3f5ee243547dee91fbd053c1c1c4a845-Abstract.html neurips 2017/3f5ee243547dee91fbd053c1c1c4a845
https://papers.nips.cc/paper_files/paper/2017/hash/3f5ee243547dee91fbd053c1c1c4a845-Abstract.html neurips 2017/3f5ee243547dee91fbd053c1c1c4a845
https://proceedings.neurips.cc/paper/2017/file/3f5ee243547dee91fbd053c1c1c4a845-Paper.pdf neurips 2017/3f5ee243547dee91fbd053c1c1c4a845
https://proceedings.neurips.cc/paper_files/paper/2017/file/3f5ee243547dee91fbd053c1c1c4a845-Bibtex.bib neurips 2017/3f5ee243547dee91fbd053c1c1c4a845
https://proceedings.neurips.cc/paper_files/paper/2022/hash/00d1f03b87a401b1c7957e0cc785d0bc-Abstract-Conference.html neurips 2022/00d1f03b87a401b1c7957e0cc785d0bc/Conference
https://proceedings.neurips.cc/paper_files/paper/2022/file/00d1f03b87a401b1c7957e0cc785d0bc-Paper-Conference.pdf neurips 2022/00d1f03b87a401b1c7957e0cc785d0bc/Conference
https://papers.nips.cc/paper_files/paper/2023/hash/a0a53fefef4c2ad72d5ab79703ba70cb-Abstract-Datasets_and_Benchmarks.html neurips 2023/a0a53fefef4c2ad72d5ab79703ba70cb/Datasets_and_Benchmarks
https://datasets-benchmarks-proceedings.neurips.cc/paper/2021/hash/01386bd6d8e091c2ab4c7c7de644d37b-Abstract-round1.html neurips 2021/01386bd6d8e091c2ab4c7c7de644d37b/round1
https://papers.nips.cc/paper/7181-attention-is-all-you-need       neurips 7181-attention-is-all-you-need
https://papers.nips.cc/paper/7181-attention-is-all-you-need.pdf   neurips 7181-attention-is-all-you-need
http://papers.nips.cc/paper/7181-attention-is-all-you-need-supplemental.zip neurips 7181-attention-is-all-you-need
https://proceedings.iclr.cc/paper_files/paper/2024/hash/0b28acc3a21a5bb0c0eb8bc44b6c7f9d-Abstract-Conference.html iclr 2024/0b28acc3a21a5bb0c0eb8bc44b6c7f9d/Conference
https://proceedings.iclr.cc/paper_files/paper/2024/file/0b28acc3a21a5bb0c0eb8bc44b6c7f9d-Paper-Conference.pdf iclr 2024/0b28acc3a21a5bb0c0eb8bc44b6c7f9d/Conference

# CVF open access
https://openaccess.thecvf.com/content/CVPR2023/html/Quill_Seeing_Sound_CVPR_2023_paper.html cvf CVPR2023/Quill_Seeing_Sound_CVPR_2023_paper
https://openaccess.thecvf.com/content/CVPR2023/papers/Quill_Seeing_Sound_CVPR_2023_paper.pdf cvf CVPR2023/Quill_Seeing_Sound_CVPR_2023_paper
https://openaccess.thecvf.com/content/ICCV2021/html/Verso_Some-Thing_ICCV_2021_paper.html cvf ICCV2021/Verso_Some-Thing_ICCV_2021_paper
https://openaccess.thecvf.com/content/CVPR2023W/Sight/html/Quill_Hear_CVPRW_2023_paper.html cvf CVPR2023W/Sight/Quill_Hear_CVPRW_2023_paper
https://openaccess.thecvf.com/content_CVPR_2019/html/Quill_Seeing_Sound_CVPR_2019_paper.html cvf CVPR_2019/Quill_Seeing_Sound_CVPR_2019_paper
http://openaccess.thecvf.com/content_CVPR_2019/papers/Quill_Seeing_Sound_CVPR_2019_paper.pdf cvf CVPR_2019/Quill_Seeing_Sound_CVPR_2019_paper
https://openaccess.thecvf.com/content_CVPRW_2019/html/Sight_and_Sound/Quill_Hear_CVPRW_2019_paper.html cvf CVPRW_2019/Sight_and_Sound/Quill_Hear_CVPRW_2019_paper

# ISMIR and ISCA
https://archives.ismir.net/ismir2022/paper/000047.pdf             ismir 2022/000047
http://archives.ismir.net/ismir2015/paper/000174.pdf              ismir 2015/000174
https://archives.ismir.net/ismir2022/paper/000047.pdf#page=2      ismir 2022/000047
https://www.isca-archive.org/interspeech_2023/smith23_interspeech.html isca interspeech_2023/smith23_interspeech
https://www.isca-archive.org/interspeech_2023/smith23_interspeech.pdf isca interspeech_2023/smith23_interspeech
https://isca-archive.org/interspeech_2023/smith23b_interspeech.html isca interspeech_2023/smith23b_interspeech
https://www.isca-speech.org/archive/interspeech_2022/smith22_interspeech.html isca interspeech_2022/smith22_interspeech
https://www.isca-speech.org/archive/pdfs/interspeech_2022/smith22_interspeech.pdf isca interspeech_2022/smith22_interspeech
https://www.isca-speech.org/archive/Interspeech_2018/abstracts/1234.html doi 10.21437/interspeech.2018-1234
https://www.isca-speech.org/archive/Interspeech_2019/pdfs/0045.pdf doi 10.21437/interspeech.2019-45
https://doi.org/10.21437/Interspeech.2018-1234                    doi 10.21437/interspeech.2018-1234

# AAAI
https://ojs.aaai.org/index.php/AAAI/article/view/25123            aaai AAAI/25123
https://ojs.aaai.org/index.php/AAAI/article/view/25123/24895      aaai AAAI/25123
https://ojs.aaai.org/index.php/aaai/article/download/25123/24895  aaai AAAI/25123
https://ojs.aaai.org/index.php/ICWSM/article/view/3210            aaai ICWSM/3210
https://doi.org/10.1609/aaai.v37i1.25123                          doi 10.1609/aaai.v37i1.25123

# PubMed and PubMed Central
https://pubmed.ncbi.nlm.nih.gov/31452104/                         pubmed 31452104
https://pubmed.ncbi.nlm.nih.gov/31452104/?dopt=Abstract           pubmed 31452104
https://www.ncbi.nlm.nih.gov/pubmed/31452104                      pubmed 31452104
https://europepmc.org/article/MED/31452104                        pubmed 31452104
https://europepmc.org/abstract/med/31452104                       pubmed 31452104
PMID: 31452104                                                    pubmed 31452104
PMID 31452104                                                     pubmed 31452104
https://www.ncbi.nlm.nih.gov/pmc/articles/PMC6767062/             pmc PMC6767062
https://www.ncbi.nlm.nih.gov/pmc/articles/PMC6767062/pdf/main.pdf pmc PMC6767062
https://pmc.ncbi.nlm.nih.gov/articles/PMC6767062/                 pmc PMC6767062
https://europepmc.org/article/PMC/pmc6767062                      pmc PMC6767062
PMCID: PMC6767062                                                 pmc PMC6767062
PMC6767062                                                        pmc PMC6767062

# Semantic Scholar, HAL
https://www.semanticscholar.org/paper/Attention-is-All-you-Need-Vaswani-Shazeer/204e3073870fae3d05bcbc2f6a8e263d9b72e776 s2 204e3073870fae3d05bcbc2f6a8e263d9b72e776
https://www.semanticscholar.org/paper/204e3073870fae3d05bcbc2f6a8e263d9b72e776 s2 204e3073870fae3d05bcbc2f6a8e263d9b72e776
https://www.semanticscholar.org/reader/204e3073870fae3d05bcbc2f6a8e263d9b72e776 s2 204e3073870fae3d05bcbc2f6a8e263d9b72e776
https://api.semanticscholar.org/CorpusID:13756489                 s2 CorpusID:13756489
CorpusID:13756489                                                 s2 CorpusID:13756489
S2CID 13756489                                                    s2 CorpusID:13756489
https://hal.science/hal-01234567v2                                hal hal-01234567
https://hal.archives-ouvertes.fr/hal-01234567/document            hal hal-01234567

# ISBN, always with thirteen digits
ISBN 0-306-40615-2                                                isbn 9780306406157
ISBN: 978-0-306-40615-7                                           isbn 9780306406157
ISBN-13: 978 0 306 40615 7                                        isbn 9780306406157
ISBN-10 0306406152                                                isbn 9780306406157
urn:isbn:0306406152                                               isbn 9780306406157
978-0-306-40615-7                                                 isbn 9780306406157
9780306406157                                                     isbn 9780306406157
0-8044-2957-X                                                     isbn 9780804429573
https://openlibrary.org/isbn/0306406152                           isbn 9780306406157

# What names no scheme is itself: an address without "www.", fragment and last slash
https://www.example.org/paper.pdf/                                url https://example.org/paper.pdf
http://example.org/?p=1#top                                       url https://example.org?p=1
https://example.org:8443/paper                                    url https://example.org:8443/paper
https://example.org:443/paper                                     url https://example.org/paper
https://EXAMPLE.org/Paper                                         url https://example.org/Paper
https://example.org/go?next=https://doi.org/10.1000/1             url https://example.org/go?next=https://doi.org/10.1000/1
https://arxiv.org/list/cs.LG/recent                               url https://arxiv.org/list/cs.LG/recent
https://huggingface.co/models/2310.11230                          url https://huggingface.co/models/2310.11230
https://openreview.net/group?id=ICLR.cc/2024/Conference           url https://openreview.net/group?id=ICLR.cc/2024/Conference
https://openreview.net/references/pdf?id=abcDEF123                url https://openreview.net/references/pdf?id=abcDEF123
https://aclanthology.org/events/acl-2023/                         url https://aclanthology.org/events/acl-2023
https://proceedings.mlr.press/v202/                               url https://proceedings.mlr.press/v202
https://ieeexplore.ieee.org/xpl/RecentIssue.jsp?punumber=97       url https://ieeexplore.ieee.org/xpl/RecentIssue.jsp?punumber=97
https://iclr.cc/Conferences/2024                                  url https://iclr.cc/Conferences/2024
https://recsys.acm.org/recsys20/                                  url https://recsys.acm.org/recsys20
https://program.ismir2020.net/static/final_papers/118.pdf         url https://program.ismir2020.net/static/final_papers/118.pdf
https://example.org/%3Cscript%3E10.1000/a%3Cb%3E                  url https://example.org/%3Cscript%3E10.1000/a%3Cb%3E
https://example.org/"><script>                                    url https://example.org/%22%3E%3Cscript%3E
"""
CASES = [
    tuple(line.rsplit(maxsplit=2))
    for line in SPELLINGS.splitlines()
    if line and not line.startswith("# ")
]


def test_the_table_is_long_enough():
    assert len(CASES) > 200
    assert len({spelling for spelling, *_ in CASES}) == len(CASES)


@pytest.mark.parametrize(("spelling", "scheme", "value"), CASES)
def test_every_spelling_of_an_identifier_is_one(spelling, scheme, value):
    assert parse_identifier(spelling) == Identifier(scheme, value)


@pytest.mark.parametrize(
    "text",
    """
no link
ISBN 0-306-40615-3
978-0-306-40615-8
http://[broken
https://
https://exa mple.org/
javascript:alert(1)
ftp://arxiv.org/abs/1706.03762
10.1000/<script>alert(1)</script>
10.1000/abc<script>
10.1000/
10.1000/two words
10.1000
arXiv:
arXiv:2024.12345
2024.12345
1706.0376
0703.0001
and/or
example.org/paper.pdf
version 2.1
PMC12
Attention is all you need
""".splitlines(),
)
def test_what_is_no_identifier_is_none(text):
    assert parse_identifier(text) is None


# An ISBN has no address.
@pytest.mark.parametrize(
    "identifier",
    sorted({Identifier(*pair) for _, *pair in CASES if pair[0] != "isbn"}, key=str),
    ids=lambda identifier: f"{identifier.scheme} {identifier.value}",
)
def test_the_address_of_an_identifier_leads_back_to_it(identifier):
    address = url_of(identifier)

    assert parse_identifier(address) == identifier
    assert address.startswith("https://")
    assert not set("<>\" '") & set(address) - {"'"}


def test_every_scheme_has_a_name():
    schemes = {scheme for _, scheme, _ in CASES}

    assert {scheme: label_of(Identifier(scheme, "x")) for scheme in schemes if scheme in ("arxiv", "s2")} == {
        "arxiv": "arXiv", "s2": "Semantic Scholar"}  # fmt: skip
    assert [scheme for scheme in schemes if label_of(Identifier(scheme, "x")) == scheme] == []


def test_a_doi_of_the_acl_contains_the_id_of_the_anthology():
    assert list(implied(Identifier("doi", "10.18653/v1/p19-1001"))) == [
        Identifier("acl", "P19-1001")
    ]
    assert list(implied(Identifier("doi", "10.18653/v1/2023.acl-long.1"))) == [
        Identifier("acl", "2023.acl-long.1")
    ]
    assert list(implied(Identifier("doi", "10.1000/1"))) == []


def test_several_are_found_in_a_pasted_text_each_once():
    text = "https://arxiv.org/abs/1706.03762v5\n  arXiv:1706.03762\nsee doi:10.1000/182, thanks\n"

    assert find_identifiers(text) == [
        Identifier("arxiv", "1706.03762"),
        Identifier("doi", "10.1000/182"),
    ]
