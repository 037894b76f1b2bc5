"""The words and symbols of all pages, each explained in a sentence."""

import streamlit as st

from core.ui.page import READING_WIDTH, drawer

TERMS = {
    "α": "The learning rate: how far one step goes along the gradient.",
    "β of an average": "The share of the old average that is kept at each step. Momentum’s β and "
    "Adam’s β₁ and β₂ are such shares.",
    "β of batch norm": "The mean that a unit has learned. It is not the β of an average.",
    "γ": "The deviation that a unit has learned, in batch norm.",
    "ε": "A small number that is added so that nothing is divided by 0.",
    "μ, σ, σ²": "Mean, standard deviation and variance, of a unit over the examples of a "
    "mini-batch, or of a feature over the training set.",
    "κ, the condition number": "The greatest eigenvalue of the Hessian over its least: how long "
    "the valley of the cost is compared to its width.",
    "z, z_norm, z̃, a": "What a unit computes from its inputs; that, normalized; that, scaled by γ "
    "and shifted by β; and what the activation makes of it.",
    "ŷ": "The probability that the network gives to each class.",
    "activation": "The function that a hidden unit applies: relu, tanh or sigmoid.",
    "batch norm": "To normalize what each hidden unit computes over a mini-batch, then to scale it "
    "by γ and shift it by β.",
    "bias correction": "To divide an average by the weight seen so far, so that the start from 0 "
    "no longer counts.",
    "class": "One of the kinds that a network tells apart.",
    "covariate shift": "A change of the distribution of the inputs; internal: of a layer’s inputs, "
    "while the layers before it learn.",
    "dead unit": "A hidden unit through which no gradient passes back at any training example: a "
    "relu that is never on, a sigmoid or tanh at its flat end. It no longer learns.",
    "diverges": "The weights of a run grow without bound: the learning rate is too large.",
    "epoch": "As many steps as it takes to see every training example once.",
    "gradient": "The direction in which the loss rises fastest, a number a parameter.",
    "hyperparameter": "A number that is chosen before training, such as α or the number of units.",
    "loss": "-log of the probability that the network gives to the true class; over many examples, "
    "its mean. To guess among C classes costs ln C.",
    "mini-batch": "The few training examples that one step looks at.",
    "momentum, RMSprop, Adam": "Optimizers: ways to make a step of the gradients seen so far.",
    "running averages": "Averages of μ and σ² over the mini-batches of training, kept for the time "
    "when there is no mini-batch.",
    "seed": "The number that all random numbers of a run follow from. The same seed, the same run.",
    "softmax": "e to the power of each score, divided by the sum of these: scores become "
    "probabilities.",
    "unit": "One number that a layer computes: a weighted sum of the numbers before it, then an "
    "activation. Unit 2.5 is the fifth of layer 2.",
    "validation": "Examples that are kept out of training, to see whether what was learned holds.",
    "window": "1 / (1 - β): over about how many steps an average looks back.",
}


@st.fragment
def show_glossary() -> None:
    """Explain every term and symbol to who asks."""
    place = drawer("Words and symbols", key="glossary", icon="menu_book")
    if place.open:
        place.markdown(
            "\n".join(f"- **{term}**: {meaning}" for term, meaning in TERMS.items()),
            width=READING_WIDTH,
        )
