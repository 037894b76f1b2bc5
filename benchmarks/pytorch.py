"""Our networks, written as PyTorch's users write them."""

import torch
from torch import Tensor, nn

from core.optimizers import OPTIMIZERS
from core.training.data import Labels
from core.training.network import Network
from core.training.settings import Settings
from core.types import Array

ACTIVATIONS = {"relu": nn.ReLU, "tanh": nn.Tanh, "sigmoid": nn.Sigmoid}


def model(form: Network) -> nn.Sequential:
    """Return the network in float64; its scores are the last output, without softmax."""
    modules: list[nn.Module] = []
    for shapes in form.shapes:
        n, n_prev = shapes["W"]
        modules.append(nn.Linear(n_prev, n, bias="b" in shapes))
        modules += [nn.BatchNorm1d(n)] if "gamma" in shapes else []
        modules.append(ACTIVATIONS[form.activation]())
    return nn.Sequential(*modules[:-1]).double()


def model_at(form: Network, theta: Array) -> nn.Sequential:
    """Return the network with our parameters: theirs come in the order of theta."""
    network = model(form)
    nn.utils.vector_to_parameters(torch.tensor(theta), network.parameters())
    return network


def theta_of(network: nn.Module) -> Array:
    """Return all parameters as one flat vector, `(P,)`."""
    return nn.utils.parameters_to_vector(network.parameters()).detach().numpy()


def optimizer(settings: Settings, network: nn.Module, **options: bool) -> torch.optim.Optimizer:
    """Return the optimizer that takes our steps.

    PyTorch's momentum is `v := β v + g`, ours `v := β v + (1-β) g`: its α is smaller by 1-β. The
    other conventions are the same: RMSprop's and Adam's ε stand outside the root.
    """
    alpha, beta1, beta2 = settings.learning_rate, settings.beta1, settings.beta2
    eps, parameters = settings.epsilon, list(network.parameters())
    match settings.optimizer:
        case "sgd":
            return torch.optim.SGD(parameters, lr=alpha, **options)
        case "momentum":
            return torch.optim.SGD(parameters, lr=alpha * (1 - beta1), momentum=beta1, **options)
        case "rmsprop":
            return torch.optim.RMSprop(parameters, lr=alpha, alpha=beta2, eps=eps, **options)
        case "adam":
            return torch.optim.Adam(parameters, lr=alpha, betas=(beta1, beta2), eps=eps, **options)
    raise ValueError(f"optimizer is {settings.optimizer!r}; it must be one of {list(OPTIMIZERS)}")


def examples(X: Array, labels: Labels) -> tuple[Tensor, Tensor]:
    """Return examples, ours a column each, as PyTorch wants them: a row each."""
    return torch.tensor(X.T.copy()), torch.tensor(labels)


def step(network: nn.Module, optimizer: torch.optim.Optimizer, X: Tensor, labels: Tensor) -> Tensor:
    """Take one step on one mini-batch; return its loss."""
    optimizer.zero_grad()
    loss = nn.functional.cross_entropy(network(X), labels)
    loss.backward()
    optimizer.step()
    return loss
