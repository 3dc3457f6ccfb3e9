"""Results × people × dates → grades. Everything in here is pure."""
