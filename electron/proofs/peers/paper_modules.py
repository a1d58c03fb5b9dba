"""The papers' modules in PyTorch, each written from its paper's text and figures: none knows of our primitives.

Layers are called as ours, so that weights find them by name (`INNER` says where a layer is kept one level down).
`mistake` makes a module get its paper wrong in one way, to see whether the comparison notices.
"""

import torch
import torch.nn.functional as F
from torch import nn


class SqueezeExcitation(nn.Module):
    """Hu et al., equations 2 to 4: s = g(W2 relu(W1 z)), z the mean (or the maximum) of each map."""

    GATES = {"sigmoid": torch.sigmoid, "tanh": torch.tanh, "relu": torch.relu, "hard-sigmoid": F.hardsigmoid}

    def __init__(self, channels, ratio=16, bias=True, squeeze="average", excitation="sigmoid", mistake=None):
        super().__init__()
        hidden = max(channels // ratio, 1)
        self.fc1 = nn.Linear(channels, hidden, bias)
        self.fc2 = nn.Linear(hidden, channels, bias)
        self.squeeze, self.gate = squeeze, self.GATES[excitation]
        self.between = nn.Identity() if mistake == "no ReLU between" else nn.ReLU()

    def forward(self, u):
        z = u.mean((2, 3)) if self.squeeze == "average" else u.amax((2, 3))
        s = self.gate(self.fc2(self.between(self.fc1(z))))
        return s[:, :, None, None] * u


def one_sided(extent, kernel, stride):
    """Zeros before and after so that ceil(extent / stride) windows fit, the odd one after."""
    windows = -(-extent // stride)
    total = max((windows - 1) * stride + kernel - extent, 0)
    return total // 2, total - total // 2


class MlpConv(nn.Module):
    """Lin et al., equation 2: a convolution and 1x1 convolutions on top, each bent."""

    BENDS = {"relu": nn.ReLU, "tanh": nn.Tanh, "gelu": nn.GELU}

    def __init__(
        self, channels, widths, kernel=(3, 3), stride=(1, 1), padding="same", activation="relu", lastActivation=True,
        mistake=None,
    ):
        super().__init__()
        self.kernel, self.stride, self.padding = kernel, stride, padding
        self.bend, self.last, self.depth = self.BENDS[activation](), lastActivation, len(widths)
        for index, (before, after) in enumerate(zip([channels, *widths], widths)):
            layer = nn.Conv2d(before, after, 1) if index else nn.Conv2d(before, after, kernel, stride)
            setattr(self, f"conv{index + 1}", layer)

    def pads(self, x):
        if self.padding == "valid":
            return 0, 0, 0, 0
        if self.padding == "same":
            height, width = x.shape[2:]
            rows = one_sided(height, self.kernel[0], self.stride[0])
            return (*one_sided(width, self.kernel[1], self.stride[1]), *rows)
        top, bottom, left, right = self.padding
        return left, right, top, bottom

    def forward(self, x):
        x = F.pad(x, self.pads(x))
        for index in range(1, self.depth + 1):
            x = getattr(self, f"conv{index}")(x)
            if index < self.depth or self.last:
                x = self.bend(x)
        return x


class GapHead(nn.Module):
    """Lin et al., section 3.2: the mean of each class's map."""

    def __init__(self, channels, classes, projection=False, mistake=None):
        super().__init__()
        self.conv = nn.Conv2d(channels, classes, 1) if projection else nn.Identity()

    def forward(self, x):
        return self.conv(x).mean((2, 3))


class Dropped(nn.Module):
    """Inverted dropout by a mask that is given: zeros with the probability `rate`, the others scaled by 1 / (1 - rate)."""

    def __init__(self, rate, scaled=True):
        super().__init__()
        self.rate, self.mask, self.scaled = rate, None, scaled

    def forward(self, x):
        if not self.training:
            return x
        return x * self.mask / ((1 - self.rate) if self.scaled else 1)


class FcHead(nn.Module):
    """Flattened row by row, channels fastest; hidden layers with ReLU, each dropped out; the classifier."""

    def __init__(self, channels, classes, size, hidden=(), dropout=0, mistake=None):
        super().__init__()
        widths = [channels * size[0] * size[1], *hidden, classes]
        layers = []
        for index, (before, after) in enumerate(zip(widths, widths[1:]), 1):
            last = index == len(widths) - 1
            if dropout and last and not hidden:
                layers.append(("drop1", Dropped(dropout)))
            layers.append((f"fc{index}", nn.Linear(before, after)))
            if not last:
                layers.append((f"relu{index}", nn.ReLU()))
                layers += [(f"drop{index}", Dropped(dropout))] if dropout else []
        for name, layer in layers:
            self.add_module(name, layer)

    def forward(self, x):
        x = x.permute(0, 2, 3, 1).flatten(1)
        for layer in self.children():
            x = layer(x)
        return x


class Inception(nn.Module):
    """Szegedy et al., figure 2(b): 1x1, 3x3, 5x5 and pooled branches, one behind the other."""

    def __init__(
        self, channels, path1x1, reduce3x3, path3x3, reduce5x5, path5x5, poolProjection, batchNorm=False, mistake=None
    ):
        super().__init__()
        self.batch_norm, self.swapped = batchNorm, mistake == "5x5 before 3x3"
        self.width = path1x1 + path3x3 + path5x5 + poolProjection
        self.layer("1x1", channels, path1x1, 1)
        self.layer("Reduce3x3", channels, reduce3x3, 1)
        self.layer("3x3", reduce3x3, path3x3, 3)
        self.layer("Reduce5x5", channels, reduce5x5, 1)
        self.layer("5x5", reduce5x5, path5x5, 5)
        self.layer("Pool", channels, poolProjection, 1)
        self.pool = nn.MaxPool2d(3, 1, 1)

    def layer(self, name, before, after, kernel):
        conv = nn.Conv2d(before, after, kernel, padding=kernel // 2, bias=not self.batch_norm)
        self.add_module("conv" + name, conv)
        self.add_module("bn" + name, nn.BatchNorm2d(after) if self.batch_norm else nn.Identity())

    def through(self, name, x):
        return F.relu(getattr(self, "bn" + name)(getattr(self, "conv" + name)(x)))

    def forward(self, x):
        one = self.through("1x1", x)
        three = self.through("3x3", self.through("Reduce3x3", x))
        five = self.through("5x5", self.through("Reduce5x5", x))
        pooled = self.through("Pool", self.pool(x))
        return torch.cat([one, five, three, pooled] if self.swapped else [one, three, five, pooled], 1)


class SeInception(nn.Module):
    """Hu et al., figure 2."""

    def __init__(
        self, channels, ratio=16, seBias=True, squeeze="average", excitation="sigmoid", mistake=None, **inception
    ):
        super().__init__()
        self.inception = Inception(channels, **inception)
        self.se = SqueezeExcitation(self.inception.width, ratio, seBias, squeeze, excitation)

    def forward(self, x):
        return self.se(self.inception(x))


def conv1x1(before, after, stride=1):
    return nn.Conv2d(before, after, 1, stride, bias=False)


def conv3x3(before, after, stride=1, groups=1):
    return nn.Conv2d(before, after, 3, stride, 1, groups=groups, bias=False)


class Shortcut(nn.Module):
    """He et al., section 3.3: nothing where shapes agree; else (A) zeros for the new maps, or (B) a projection."""

    def __init__(self, before, after, stride, option, norm=True):
        super().__init__()
        self.stride, self.missing = stride, after - before
        self.plain = tuple(stride) == (1, 1) and before == after
        self.padded = not self.plain and option == "A"
        if not self.plain and not self.padded:
            self.shortcut = conv1x1(before, after, stride)
            if norm:
                self.shortcutBn = nn.BatchNorm2d(after)
        self.norm = norm

    def forward(self, x):
        if self.plain:
            return x
        if self.padded:
            down, right = self.stride
            return F.pad(x[:, :, ::down, ::right], (0, 0, 0, 0, 0, self.missing))
        return self.shortcutBn(self.shortcut(x)) if self.norm else self.shortcut(x)


class ResidualUnit(nn.Module):
    """He et al. 2015, figures 2 and 5; with SE as in Hu et al., figures 3 and 5, in any of its five places.

    "Directly after the 3x3 convolution" is read as after that layer, batch norm and ReLU included.
    """

    # Kept in a module of their own; their weights are ours without it.
    INNER = {"shortcut": "around", "shortcutBn": "around"}

    def __init__(
        self, entering, channels, width, type="basic", stride=(1, 1), strideIn="3x3", groups=1, preActivation=False,
        shortcut="B", dropRate=0, attention=None, placement=None, mistake=None,
    ):
        super().__init__()
        self.three, self.placement, self.mistake = type == "bottleneck", placement, mistake
        if mistake == "behind the addition":
            self.placement = "post"
        if type == "basic":
            self.conv1 = conv3x3(entering, width, stride, groups)
            self.conv2 = conv3x3(width, channels, 1, groups)
            self.norms(entering if preActivation else width, width if preActivation else channels)
        else:
            first = (strideIn == "1x1") != (mistake == "stride in the other convolution")
            self.conv1 = conv1x1(entering, width, stride if first else 1)
            self.conv2 = conv3x3(width, width, 1 if first else stride, groups)
            self.conv3 = conv1x1(width, channels)
            self.norms(*((entering, width, width) if preActivation else (width, width, channels)))
        self.around = Shortcut(entering, channels, stride, shortcut, not preActivation)
        if mistake == "projection without batch norm":
            self.around.norm = False
        self.drop = Dropped(dropRate, mistake != "branch not scaled") if dropRate else nn.Identity()
        if attention is not None:
            inside = {"pre": entering, "3x3": width}
            self.se = SqueezeExcitation(inside.get(placement, channels), **attention)

    def norms(self, *widths):
        for index, width in enumerate(widths, 1):
            self.add_module(f"bn{index}", nn.BatchNorm2d(width))

    def se_at(self, placement, x):
        return self.se(x) if self.placement == placement else x

    def forward(self, x):
        if self.three:
            branch = self.bottleneck(self.se_at("pre", x))
        else:
            branch = self.basic(self.se_at("pre", x))
        shortcut = self.se_at("identity", self.around(x))
        total = self.drop(self.se_at("standard", branch)) + shortcut
        y = total if self.mistake == "no ReLU at the end" else F.relu(total)
        return self.se_at("post", y)

    def basic(self, x):
        if self.mistake == "in front of the batch norm":
            return self.bn2(self.conv2(F.relu(self.bn1(self.se_at("3x3", self.conv1(x))))))
        x = self.se_at("3x3", F.relu(self.bn1(self.conv1(x))))
        return self.bn2(self.conv2(x))

    def bottleneck(self, x):
        x = F.relu(self.bn1(self.conv1(x)))
        x = self.se_at("3x3", F.relu(self.bn2(self.conv2(x))))
        return self.bn3(self.conv3(x))


class PreActivatedUnit(ResidualUnit):
    """He et al. 2016, figure 4(e), and their code's projection, which reads what is activated; zeros read the input."""

    def forward(self, x):
        ready = F.relu(self.bn1(self.se_at("pre", x)))
        projected = not self.around.plain and not self.around.padded
        shortcut = self.se_at("identity", self.around(ready if projected else x))
        branch = self.rest_of_bottleneck(ready) if self.three else self.rest_of_basic(ready)
        return self.se_at("post", self.drop(self.se_at("standard", branch)) + shortcut)

    def rest_of_basic(self, x):
        x = self.se_at("3x3", self.conv1(x))
        return self.conv2(F.relu(self.bn2(x)))

    def rest_of_bottleneck(self, x):
        x = self.conv1(x)
        x = self.se_at("3x3", self.conv2(F.relu(self.bn2(x))))
        return self.conv3(F.relu(self.bn3(x)))


def residual(entering, **params):
    return (PreActivatedUnit if params.get("preActivation") else ResidualUnit)(entering, **as_own(params))


def se_residual(
    entering, ratio=16, seBias=True, squeeze="average", excitation="sigmoid", placement="standard", **params
):
    attention = {"ratio": ratio, "bias": seBias, "squeeze": squeeze, "excitation": excitation}
    return residual(entering, attention=attention, placement=placement, **params)


def as_own(params):
    return {key: tuple(value) if isinstance(value, list) else value for key, value in params.items()}


class SelectiveKernel(nn.Module):
    """Li et al., section 3.1."""

    def __init__(
        self, channels, filters, groups=32, ratio=16, minimum=32, stride=(1, 1), kernels=(3, 3), dilations=(1, 2),
        mistake=None,
    ):
        super().__init__()
        self.paths, self.mistake = len(kernels), mistake
        for index, (kernel, dilation) in enumerate(zip(kernels, dilations), 1):
            reach = dilation * (kernel // 2)
            conv = nn.Conv2d(channels, filters, kernel, stride, reach, dilation, groups, bias=False)
            self.add_module(f"conv{index}", conv)
            self.add_module(f"bn{index}", nn.BatchNorm2d(filters))
            d = max(filters // ratio, minimum)
            self.add_module(f"attend{index}", nn.Linear(d, filters, bias=False))
        self.fc = nn.Linear(filters, d, bias=False)
        self.bnFc = nn.BatchNorm1d(d)

    def each(self, name):
        return [getattr(self, f"{name}{index}") for index in range(1, self.paths + 1)]

    def forward(self, x):
        split = [F.relu(norm(conv(x))) for conv, norm in zip(self.each("conv"), self.each("bn"))]
        s = sum(split).mean((2, 3))
        z = self.fc(s)
        if self.mistake != "no batch norm and ReLU in the fuse":
            z = F.relu(self.bnFc(z))
        votes = torch.stack([attend(z) for attend in self.each("attend")])
        if self.mistake == "one weight for all channels":
            votes = votes.mean(2, keepdim=True).expand_as(votes)
        weights = votes.softmax(0)
        v = sum(weight[:, :, None, None] * u for weight, u in zip(weights, split))
        if self.mistake == "batch norm and ReLU after the select":
            v = F.relu(F.batch_norm(v, None, None, training=True))
        return v


class SkUnit(nn.Module):
    """Li et al., section 3.2: 1x1, SK, 1x1 around a shortcut. Basic (not in the paper): SK in place of the first 3x3."""

    INNER = ResidualUnit.INNER

    def __init__(
        self, entering, channels, width, type="bottleneck", stride=(1, 1), shortcut="B", mistake=None, **selective
    ):
        super().__init__()
        self.three = type == "bottleneck"
        if self.three:
            self.conv1, self.bn1 = conv1x1(entering, width), nn.BatchNorm2d(width)
        self.sk = SelectiveKernel(width if self.three else entering, width, stride=stride, mistake=mistake, **selective)
        self.conv2 = conv1x1(width, channels) if self.three else conv3x3(width, channels)
        self.bn2 = nn.BatchNorm2d(channels)
        self.around = Shortcut(entering, channels, stride, shortcut)

    def forward(self, x):
        branch = F.relu(self.bn1(self.conv1(x))) if self.three else x
        branch = self.bn2(self.conv2(self.sk(branch)))
        return F.relu(branch + self.around(x))


KINDS = {
    "mlpconv": MlpConv,
    "gap-head": GapHead,
    "fc-head": FcHead,
    "inception": Inception,
    "se-inception": SeInception,
    "se": SqueezeExcitation,
    "residual-unit": residual,
    "se-residual-unit": se_residual,
    "sk-conv": lambda entering, **params: SelectiveKernel(entering, **as_own(params)),
    "sk-unit": lambda entering, **params: SkUnit(entering, **as_own(params)),
}
