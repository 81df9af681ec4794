"""Scores a weights file on the dev and test sets: `python training/evaluate_weights.py --data DIR WEIGHTS`."""

import argparse
from pathlib import Path

import torch

import train
from annalist_training import data, weights

if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("weights", type=Path)
    args = parser.parse_args()
    torch.set_num_threads(1)
    network, inventory = weights.read(args.weights)
    for line in train.weights_scores(network, inventory, data.development_sets(args.data) + data.test_sets(args.data, train.LISTS)):
        print(line)
