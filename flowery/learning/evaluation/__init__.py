"""Is what was learnt any good? Measured on ratings that nobody here wrote, on what the people of
this home like, on kept answers, on gold memories; and two rankings beside each other.

tables, opinions        a table of ratings and one of items, and what they say of an item
rankers, protocol       ours and simple ones beside it; people apart, the first few ratings known
metrics, resampling     how good a list or a probability is, and how sure that is
report                  means with intervals, paired where two are compared
tried, methods          who here likes what since when, and what is to foretell it
own, outcomes           each opinion from what was known before it, and from everything else
answers, answer_rules   what kept answers promise, looked up
extraction              smells read in gold memories
two_readers             a model that reads memories beside the embedded reader
variants                rankings and ways of wording by name; tuned_variants: made by training
rankings                two of them on what people like, shown to nobody
interleaving            two of them in one list; two_wordings: whose words get the stars
comparing               either of these, begun, stopped, and how it stands
evaluation              Evaluation: begun, run one at a time, kept (findings, taking_away)
"""
