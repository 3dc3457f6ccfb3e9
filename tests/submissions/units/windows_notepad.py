# 課題1　（メモ帳で書きました）
import numpy as np

def weighted_sum(inputs, weights, bias = 0.0) :
	kotae = 0.0
	for (nyuryoku, omomi) in zip(inputs, weights) :
		kotae = kotae + nyuryoku * omomi ;
	return (kotae + bias) ;

def relu(x) :
	kotae = np.array(x, dtype = float) ;
	for basho, atai in np.ndenumerate(kotae) :
		if (atai < 0) :
			kotae[basho] = 0 ;
	return kotae ;

def sigmoid(x) :
	kotae = np.array(x, dtype = float) ;
	for basho, atai in np.ndenumerate(kotae) :
		kotae[basho] = 1.0 / (1.0 + np.exp(-atai)) ;
	return kotae ;

def unit(inputs, weights, bias, activation) :
	return activation(weighted_sum(inputs, weights, bias)) ;

def image_unit(image, weights, bias, activation) :
	goukei = bias ;
	bangou = 0 ;
	for tate in range(0, 3, 1) :
		for yoko in range(0, 3, 1) :
			goukei += image[tate, yoko] * weights[bangou] ;
			bangou += 1 ;
	return activation(goukei) ;

s_20 = 20.1 * 0.1 + 0.8 * 0.8 + -0.5 * -0.5 ;
s_25 = 25.1 * 0.1 + 0.8 * 0.8 + -0.5 * -0.5 ;
print("s_20＝", s_20, "　s_25＝", s_25) ;
