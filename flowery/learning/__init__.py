"""The feedback path: what a person says about answers, perfumes and notes, kept so that taste can
read it; how good Flowery is; and models that are trained on examples.
"""
